const $ = (id) => document.getElementById(id);
const NO_LINE = '连不上服务器，请检查网络后再试。';
const HOME = '/desk';

async function logIn(credentials) {
  const response = await fetch('/staff/session', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(credentials),
  });
  return response.ok ? {} : (await response.json()).error;
}

function show(fault) {
  $('fault').textContent = fault;
  $('fault').hidden = !fault;
}

$('form').onsubmit = async (event) => {
  event.preventDefault();
  const button = $('form').querySelector('button');
  show('');
  button.disabled = true;
  const given = { name: $('name').value, password: $('password').value, code: $('code').value };
  const fault = await logIn(given).catch(() => ({ code: 'no_line', message: NO_LINE }));
  button.disabled = false;
  if (!fault.code) { location.replace(HOME); return; }
  const asksForCode = ['code_needed', 'bad_code'].includes(fault.code);
  if (asksForCode) $('second').hidden = false;
  // To be asked is no fault the first time.
  show(fault.code === 'code_needed' ? '' : fault.message);
  $(asksForCode ? 'code' : 'password').select();
};
