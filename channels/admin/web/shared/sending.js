// A file on its way to the gateway, as the body of a request.

import { Fault, who } from '/staff/api.js';

const LARGEST = 50 * 1024 * 1024;
const TOO_LARGE = '超过 50 MB，请分成几份，或者只留要用的部分';

// What the gateway says of the file; ``progress(share)``. ``fetch`` cannot tell how much is sent.
export async function send(path, file, about, { signal, progress = () => {} }) {
  if (file.size > LARGEST) throw new Fault('refused', `${file.name} ${TOO_LARGE}`);
  const { csrf } = await who();
  const query = new URLSearchParams({ file: file.name, ...about });
  return new Promise((sent, failed) => {
    const request = new XMLHttpRequest();
    request.open('POST', `${path}?${query}`);
    request.setRequestHeader('X-CSRF-Token', csrf);
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : null);
    request.onload = () => (request.status === 200 ? sent(JSON.parse(request.responseText)) : failed(refusal(request)));
    request.onerror = () => failed(new Fault('down'));
    signal.addEventListener('abort', () => request.abort());
    request.send(file);
  });
}

function refusal({ status, responseText }) {
  if (status === 401) return new Fault('expired');
  if (status >= 500) return new Fault('down');
  return new Fault('refused', JSON.parse(responseText).error.message);
}
