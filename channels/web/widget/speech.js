// Reading aloud and dictation, only where the device itself can: elsewhere what is said would go to a server of the browser's.

// A button that reads a text aloud, where the device itself has a Chinese voice: other voices come from the network.
function reading(text) {
  const speech = window.speechSynthesis;
  const voice = speech && text && speech.getVoices().find(({ lang, localService }) => localService && /^zh/i.test(lang));
  if (!voice) return null;
  const aloud = button(TEXTS.read, () => {
    if (speech.speaking) return speech.cancel();
    const said = Object.assign(new SpeechSynthesisUtterance(text), { voice, lang: voice.lang });
    said.onstart = () => { aloud.textContent = TEXTS.stop_reading; };
    said.onend = () => { aloud.textContent = TEXTS.read; };
    said.onerror = said.onend;
    return speech.speak(said);
  }, 'aloud');
  return aloud;
}

// A button that writes down what is spoken; it comes once it is known that the device understands Chinese.
function dictating(look) {
  const Recognition = window.SpeechRecognition || window.webkitSpeechRecognition;
  if (!Recognition || !Recognition.available) return;
  const speak = button(TEXTS.speak, () => {
    const hearing = Object.assign(new Recognition(), { lang: 'zh-CN', processLocally: true });
    hearing.onstart = () => { speak.textContent = TEXTS.hearing; };
    hearing.onend = () => { speak.textContent = TEXTS.speak; look.input.focus(); };
    hearing.onresult = ({ results }) => {
      look.input.value += results[0][0].transcript;
      look.input.oninput();
    };
    hearing.start();
  });
  Recognition.available({ langs: ['zh-CN'], processLocally: true }).then((state) => {
    if (state === 'available') look.quick.insertBefore(speak, look.quick.firstChild);
  }, () => {});
}
