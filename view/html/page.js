// What the page does in the browser: copying, asking an example, opening and closing a document.
// All listeners sit on the document, for Gradio replaces the elements below it.
(() => {
  const question = () => document.querySelector("#question textarea, #question input");

  const setValue = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const ask = (text) => {
    setValue(question(), text);
    // Gradio takes the value over on its next turn; the click must come after.
    setTimeout(() => document.querySelector("#ask").click(), 60);
  };

  const copyText = async (text) => {
    // navigator.clipboard exists on https and on this machine only; an office server may be neither.
    if (navigator.clipboard && window.isSecureContext) {
      return navigator.clipboard.writeText(text);
    }
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    (shownReader() || document.body).append(area);
    area.select();
    const done = document.execCommand("copy");
    area.remove();
    if (!done) throw new Error("copy refused");
  };

  const confirmCopy = (button) => {
    const label = button.dataset.label || button.textContent;
    button.dataset.label = label;
    button.textContent = "✓ " + button.dataset.copied;
    button.classList.add("done");
    document.querySelector("#spoken").textContent = button.dataset.copied;
    clearTimeout(Number(button.dataset.timer));
    button.dataset.timer = String(
      setTimeout(() => {
        button.textContent = label;
        button.classList.remove("done");
        document.querySelector("#spoken").textContent = "";
      }, 1800),
    );
  };

  // The draft is too long for an address: it is sent, and what comes back is saved.
  const saveCheck = async (button) => {
    const day = document.querySelector("#check-day input, #check-day textarea").value.trim();
    const place = location.pathname.replace(/[^/]*$/, "");
    const answer = await fetch(`${place}check.${button.dataset.check}?at=${encodeURIComponent(day)}`, {
      method: "POST",
      headers: { "Content-Type": "text/plain; charset=utf-8" },
      body: document.querySelector("#draft textarea").value,
    });
    if (!answer.ok) {
      document.querySelector("#spoken").textContent = await answer.text();
      return;
    }
    const link = document.createElement("a");
    link.href = URL.createObjectURL(await answer.blob());
    const named = /filename\*=UTF-8''([^;]+)/.exec(answer.headers.get("Content-Disposition") || "");
    link.download = named ? decodeURIComponent(named[1]) : `gongbao.${button.dataset.check}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
  };

  let opener = null;

  // A closed document stays in the page, hidden: Gradio redraws only what has changed.
  const shownReader = () => document.querySelector("#reader:not(.closed) .reader");

  const openReader = () => {
    document.querySelector("#reader").classList.remove("closed");
    const reader = shownReader();
    if (!reader) return;
    document.documentElement.classList.add("reading");
    reader.focus({ preventScroll: true });
    const hit = reader.querySelector(".hit");
    if (hit) hit.scrollIntoView({ block: "center" });
  };

  const closeReader = () => {
    if (!shownReader()) return;
    document.documentElement.classList.remove("reading");
    document.querySelector("#reader").classList.add("closed");
    keepAddress(address.replace(/&?open=[^&]*/, ""));
    if (opener && opener.isConnected) opener.focus();
    opener = null;
  };

  let address = location.search.slice(1);

  const keepAddress = (next) => {
    address = next;
    history.replaceState(null, "", next ? "?" + next : location.pathname);
    const language = document.querySelector("a.language");
    if (language) language.search = next ? "?" + next : "";
  };

  window.gongbao = {
    answered(element) {
      const answer = element.querySelector(".answer");
      keepAddress(answer ? answer.dataset.address || "" : "");
    },
    opened(element) {
      if (element.querySelector(".reader")) openReader();
    },
    // A link inside the open document: to a place in it, or to another document.
    following(link) {
      const same = shownReader().querySelector(`[data-clause="${CSS.escape(link.dataset.open)}"]`);
      if (!same) return link.dataset.open;
      for (const one of shownReader().querySelectorAll(".clause.followed")) one.classList.remove("followed");
      same.classList.add("followed");
      same.scrollIntoView({ block: "center" });
      return null;
    },
    opening(link) {
      opener = link;
      keepAddress(link.getAttribute("href").slice(1));
      const last = document.querySelector("#reader .reader");
      if (!last || last.dataset.found !== link.dataset.open) return link.dataset.open;
      openReader();
      return null;
    },
  };

  document.addEventListener("click", (event) => {
    const copy = event.target.closest("[data-copy]");
    if (copy) {
      copyText(copy.dataset.copy).then(() => confirmCopy(copy), () => window.prompt("", copy.dataset.copy));
      return;
    }
    const download = event.target.closest("[data-check]");
    if (download) {
      saveCheck(download);
      return;
    }
    const example = event.target.closest("[data-ask]");
    if (example && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      closeReader();
      ask(example.dataset.ask);
      return;
    }
    if (event.target.closest("[data-close]")) closeReader();
  });

  document.addEventListener("keydown", (event) => {
    const reader = shownReader();
    if (event.key === "Escape" && reader) closeReader();
    if (event.key === "Tab" && reader) trapFocus(event, reader);
    if (event.key === "/" && !reader && !/^(INPUT|TEXTAREA|SELECT)$/.test(event.target.tagName)) {
      event.preventDefault();
      question().focus();
    }
  });

  // Tab stays within the open document, as in any dialog.
  const trapFocus = (event, reader) => {
    const stops = [...reader.querySelectorAll("button, a[href]")];
    if (!stops.length) return;
    const first = stops[0];
    const last = stops[stops.length - 1];
    const at = document.activeElement;
    if (event.shiftKey && (at === first || at === reader)) {
      event.preventDefault();
      last.focus();
    } else if (!event.shiftKey && at === last) {
      event.preventDefault();
      first.focus();
    }
  };
})();
