/* Utväg: what the pages do beyond plain HTML. Every page works without it. No eval, no inline script; requests only to the page's
   own address. */
(function () {
  "use strict";

  /* After a form that could not be saved, the reader starts at the error summary. */
  function focusErrorSummary() {
    var summary = document.querySelector("[data-module='utvag-error-summary']");
    if (summary) {
      summary.focus();
    }
  }

  /* A link in the error summary puts the focus in the field, with its label in view. */
  function followErrorLinks(event) {
    var link = event.target.closest(".govuk-error-summary a[href^='#']");
    var field = link && document.getElementById(link.getAttribute("href").slice(1));
    if (!field) {
      return;
    }
    var group = field.closest(".govuk-form-group");
    event.preventDefault();
    if (group) {
      group.scrollIntoView();
    }
    if (!field.matches("a, button, input, select, textarea, [tabindex]")) {
      field.setAttribute("tabindex", "-1");
    }
    field.focus({ preventScroll: Boolean(group) });
  }

  /* A second press of the same button within two seconds is a slip of the hand, not a second act. */
  function stopDoubleSubmit(event) {
    var form = event.target;
    if (form.method !== "post") {
      return;
    }
    if (form.dataset.sentAt && Date.now() - Number(form.dataset.sentAt) < 2000) {
      event.preventDefault();
      return;
    }
    form.dataset.sentAt = String(Date.now());
  }

  /* Tables that fold on a narrow screen stop being tables for some readers of the screen; said outright, they stay. */
  function keepTables(root) {
    var roles = [
      ["", "table"],
      [" thead, .utvag-table tbody", "rowgroup"],
      [" tr", "row"],
      [" td", "cell"],
      [" thead th", "columnheader"],
      [" tbody th", "rowheader"],
    ];
    roles.forEach(function (pair) {
      root.querySelectorAll(".utvag-table" + pair[0]).forEach(function (element) {
        element.setAttribute("role", pair[1]);
      });
    });
  }

  /* Live parts. They wait while the tab is hidden, never swap what holds the focus, and never show another page
     (a sign-in page after the session's end) inside themselves. What they cannot show they say above themselves, with
     a link that loads the page anew: a part that no longer follows must not look as if it did. */
  var NEWS = {
    waiting: "Något har ändrats. Visa det nya",
    signedOut: "Du är utloggad och listan är inte längre aktuell. Logga in igen",
    unreachable: "Listan uppdateras inte: systemet svarar inte. Ladda om sidan",
  };

  function liveRegion(event) {
    return event.detail.target ? event.detail.target.closest("[data-live]") : null;
  }

  function announcementIn(root) {
    var source = root.querySelector("[data-announce]");
    return source ? source.dataset.announce : "";
  }

  function say(text) {
    var announcer = document.getElementById("utvag-announcer");
    if (announcer && text) {
      announcer.textContent = text;
    }
  }

  function showNews(region, text) {
    var news = document.getElementById(region.id + "-nytt");
    if (!news || news.textContent === text) {
      return;
    }
    var link = document.createElement("a");
    link.href = window.location.href;
    link.textContent = text;
    news.replaceChildren(link);
    news.hidden = false;
    say(text);
  }

  function hideNews(region) {
    var news = document.getElementById(region.id + "-nytt");
    if (news && !news.contains(document.activeElement)) {
      news.replaceChildren();
      news.hidden = true;
    }
  }

  function mayAsk(event) {
    if (liveRegion(event) && document.hidden) {
      event.preventDefault();
    }
  }

  function maySwap(event) {
    var region = liveRegion(event);
    if (!region || event.detail.xhr.status !== 200) {
      return;
    }
    var asked = new URL(region.getAttribute("data-hx-get"), window.location.href).pathname;
    var answered = new URL(event.detail.xhr.responseURL || asked, window.location.href).pathname;
    if (asked !== answered) {
      event.detail.shouldSwap = false;
      showNews(region, NEWS.signedOut);
    } else if (region.contains(document.activeElement)) {
      event.detail.shouldSwap = false;
      var answer = new DOMParser().parseFromString(event.detail.serverResponse, "text/html");
      if (announcementIn(answer) !== region.dataset.announced) {
        showNews(region, NEWS.waiting);
      }
    }
  }

  /* Read a change aloud once, through the region that stood in the page from the start. */
  function afterSwap(event) {
    var region = liveRegion(event);
    if (!region) {
      return;
    }
    var text = announcementIn(region);
    if (region.dataset.announced !== text) {
      say(text);
    }
    region.dataset.announced = text;
    keepTables(region);
    hideNews(region);
  }

  function couldNotAsk(event) {
    var region = liveRegion(event);
    if (region) {
      showNews(region, NEWS.unreachable);
    }
  }

  function rememberFirstTexts() {
    document.querySelectorAll("[data-live]").forEach(function (region) {
      region.dataset.announced = announcementIn(region);
    });
  }

  /* Drafts. What is typed in a form with a draft is sent to the form's own address within ten seconds and when a field is
     left. It is never said to be saved before the server has said so; what could not be saved is told with its cause. */
  var PAUSE = 1500;
  var AT_LATEST = 8000;
  var NO_ANSWER = 8000;
  var UNSAVED = {
    network: "Texten är inte sparad: ingen kontakt med systemet. Den står kvar här. Nytt försök görs av sig själv.",
    session: "Texten är inte sparad: du är utloggad. Den står kvar här. Skicka formuläret som vanligt: du får logga in, och texten följer med.",
    server: "Texten är inte sparad: systemet svarade med ett fel. Den står kvar här. Nytt försök görs av sig själv.",
  };

  function sendDraft(form, isLeaving) {
    var fields = new URLSearchParams(new FormData(form));
    fields.set("utkast", "auto");
    return fetch(window.location.pathname, {
      method: "POST",
      body: fields,
      redirect: "manual",
      keepalive: isLeaving,
      signal: AbortSignal.timeout(NO_ANSWER),
    });
  }

  function keepDraft(form) {
    var status = form.querySelector("[data-draft-status]");
    var alarm = form.querySelector("[data-draft-alert]");
    var revision = form.querySelector("[name='utkast_revision']");
    var typedAt = 0;
    var timer = 0;
    var saving = null;
    var hasFailed = false;
    var isOver = false;

    function wait(time) {
      clearTimeout(timer);
      timer = setTimeout(save, time);
    }

    function typed() {
      typedAt = typedAt || Date.now();
      if (!isOver && !hasFailed) {
        wait(Math.max(0, Math.min(PAUSE, typedAt + AT_LATEST - Date.now())));
      }
    }

    function fail(text) {
      hasFailed = true;
      status.textContent = "";
      if (alarm.textContent !== text) {
        alarm.textContent = text;
      }
    }

    function tryAgain(text) {
      fail(text);
      typedAt = typedAt || Date.now();
      wait(AT_LATEST);
    }

    async function heard(answer) {
      if (answer.type === "opaqueredirect" || answer.status === 403) {
        tryAgain(UNSAVED.session);
      } else if (answer.status === 409) {
        isOver = true;
        fail((await answer.json()).message);
      } else if (!answer.ok) {
        tryAgain(UNSAVED.server);
      } else {
        var saved = await answer.json();
        hasFailed = false;
        revision.value = saved.revision;
        alarm.textContent = "";
        status.textContent = saved.message;
      }
    }

    async function save(isLeaving) {
      clearTimeout(timer);
      if (!typedAt || saving || isOver) {
        return;
      }
      typedAt = 0;
      saving = sendDraft(form, isLeaving === true).then(heard).catch(function () {
        tryAgain(UNSAVED.network);
      });
      await saving;
      saving = null;
      if (typedAt && !hasFailed) {
        typed();
      }
    }

    /* A form that is sent waits for the saving under way, so that nothing of it is left behind as a draft. */
    function send(event) {
      var button = event.submitter;
      if (saving) {
        event.preventDefault();
        event.stopPropagation();
        saving.then(function () {
          form.requestSubmit(button);
        });
        return;
      }
      isOver = true;
      hasFailed = false;
      clearTimeout(timer);
    }

    form.addEventListener("input", typed);
    form.addEventListener("focusout", save);
    form.addEventListener("submit", send);
    document.addEventListener("visibilitychange", function () {
      if (document.hidden) {
        save(true);
      }
    });
    window.addEventListener("beforeunload", function (event) {
      if (hasFailed) {
        event.preventDefault();
      }
    });
  }

  /* What may be seen once is gone when the page is left: the way back in the browser leads to an empty page. */
  function forgetFleeting() {
    document.querySelectorAll("[data-fleeting]").forEach(function (element) {
      element.textContent = "";
    });
  }

  window.addEventListener("pagehide", forgetFleeting);
  document.addEventListener("click", followErrorLinks);
  document.addEventListener("submit", stopDoubleSubmit);
  document.addEventListener("htmx:beforeRequest", mayAsk);
  document.addEventListener("htmx:beforeSwap", maySwap);
  document.addEventListener("htmx:afterSwap", afterSwap);
  document.addEventListener("htmx:responseError", couldNotAsk);
  document.addEventListener("htmx:sendError", couldNotAsk);
  document.addEventListener("htmx:timeout", couldNotAsk);
  document.querySelectorAll("form[data-draft]").forEach(keepDraft);
  rememberFirstTexts();
  keepTables(document);
  focusErrorSummary();
})();
