const $ = (id) => document.getElementById(id);
const NO_LINE = '连不上服务器，请检查网络后再试。';
const HOME = '/desk';

async function logIn(credentials) {
  const response = await fetch('/staff/session', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(credentials),
  });
  const told = await response.json();
  return response.ok ? '' : told.error.message;
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
  const fault = await logIn({ name: $('name').value, password: $('password').value }).catch(() => NO_LINE);
  button.disabled = false;
  if (!fault) { location.replace(HOME); return; }
  show(fault);
  $('password').select();
};
