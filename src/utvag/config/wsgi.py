"""The door of the web server."""

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from utvag.config.demo_mark import require_mark

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "utvag.config.settings")
application = get_wsgi_application()
require_mark(is_demo=settings.DEMO)
