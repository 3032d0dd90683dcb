/* Keys (WebAuthn): ask the server for a question, let the browser's key answer it, and send the answer as an ordinary form. A page
   without this script says what to do instead. No eval, no inline script; requests only to the page's own address. */
(function () {
  "use strict";

  var TOLD = {
    cancelled: "Nyckeln användes inte. Försök igen när du är redo.",
    known: "Den här enheten har redan en nyckel till ditt konto. Välj en annan enhet eller nyckel.",
    insecure: "Nycklar fungerar bara på systemets egen adress. Kontrollera adressen och ladda om sidan.",
    network: "Systemet svarade inte. Ladda om sidan och försök igen.",
  };

  function toBytes(text) {
    var plain = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
    return Uint8Array.from(plain, function (sign) {
      return sign.charCodeAt(0);
    });
  }

  function toText(buffer) {
    var plain = Array.from(new Uint8Array(buffer), function (byte) {
      return String.fromCharCode(byte);
    }).join("");
    return btoa(plain).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  }

  function withBytes(options) {
    options.challenge = toBytes(options.challenge);
    if (options.user) {
      options.user.id = toBytes(options.user.id);
    }
    (options.excludeCredentials || []).forEach(function (known) {
      known.id = toBytes(known.id);
    });
    return options;
  }

  function written(key) {
    var response = { clientDataJSON: toText(key.response.clientDataJSON) };
    if (key.response.attestationObject) {
      response.attestationObject = toText(key.response.attestationObject);
    } else {
      response.authenticatorData = toText(key.response.authenticatorData);
      response.signature = toText(key.response.signature);
      response.userHandle = key.response.userHandle ? toText(key.response.userHandle) : null;
    }
    return JSON.stringify({ id: key.id, rawId: toText(key.rawId), type: key.type, response: response, clientExtensionResults: {} });
  }

  async function ask(form) {
    var token = form.querySelector("[name='csrfmiddlewaretoken']").value;
    var answer = await fetch(form.dataset.ask, { method: "POST", headers: { "X-CSRFToken": token }, redirect: "manual" });
    if (!answer.ok) {
      throw new TypeError("no question");
    }
    return withBytes((await answer.json()).publicKey);
  }

  function cause(error) {
    if (error.name === "InvalidStateError") {
      return TOLD.known;
    }
    if (error.name === "SecurityError") {
      return TOLD.insecure;
    }
    return error instanceof TypeError ? TOLD.network : TOLD.cancelled;
  }

  async function answer(form) {
    var options = await ask(form);
    var makes = form.dataset.passkey === "create";
    var key = await (makes ? navigator.credentials.create({ publicKey: options }) : navigator.credentials.get({ publicKey: options }));
    form.querySelector("[name='answer']").value = written(key);
    form.submit();
  }

  function take(form) {
    var told = form.querySelector("[data-passkey-told]");
    var name = form.querySelector("[name='name']");
    var isBusy = false;
    form.addEventListener("submit", function (event) {
      if (name && !name.value.trim()) {
        return;
      }
      event.preventDefault();
      event.stopPropagation();
      if (isBusy) {
        return;
      }
      isBusy = true;
      told.textContent = "";
      answer(form).catch(function (error) {
        isBusy = false;
        told.textContent = cause(error);
      });
    });
  }

  /* Back from an identity provider: the page goes on by itself, from our own site, and so with our own cookie. */
  document.querySelectorAll("form[data-go-on]").forEach(function (form) {
    form.submit();
  });

  if (!window.PublicKeyCredential) {
    return;
  }
  document.querySelectorAll("[data-passkey-missing]").forEach(function (notice) {
    notice.hidden = true;
  });
  document.querySelectorAll("[data-passkey-ready]").forEach(function (part) {
    part.hidden = false;
  });
  document.querySelectorAll("form[data-passkey]").forEach(take);
})();
