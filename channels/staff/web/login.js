const $ = (id) => document.getElementById(id);
const NO_LINE = '连不上服务器，请检查网络后再试。';
// The pages of the staff, and who may open them; the first is a role's own.
const PAGES = [['desk', ['hotline', 'admin']], ['admin', ['editor', 'auditor', 'admin']]];

// What the way over the office's own login may end with.
const FAULTS = {
  no_role: '您的账号没有用这里的权限，请找本单位的管理员。',
  no_code: '管理员要用两步验证登录，请先在单位的统一账号里打开。',
  failed: '没有登录成功，请再试一次；还不行，请找本单位的管理员。',
};

async function logIn(credentials) {
  const response = await fetch('/staff/session', {
    method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(credentials),
  });
  const told = await response.json();
  return response.ok ? { role: told.role } : { fault: told.error };
}

// Where somebody goes who has logged in: to the page that sent them here, if their role opens it.
function home(role) {
  const wanted = new URLSearchParams(location.search).get('to');
  const open = PAGES.filter(([, roles]) => roles.includes(role)).map(([page]) => page);
  return `/${open.includes(wanted) ? wanted : open[0]}${location.hash}`;
}

function show(fault) {
  $('fault').textContent = fault;
  $('fault').hidden = !fault;
}

show(FAULTS[new URLSearchParams(location.search).get('fault')] ?? '');

$('form').onsubmit = async (event) => {
  event.preventDefault();
  const button = $('form').querySelector('button');
  show('');
  button.disabled = true;
  const given = { name: $('name').value, password: $('password').value, code: $('code').value };
  const { role, fault } = await logIn(given).catch(() => ({ fault: { code: 'no_line', message: NO_LINE } }));
  button.disabled = false;
  if (!fault) { location.replace(home(role)); return; }
  const asksForCode = ['code_needed', 'bad_code'].includes(fault.code);
  if (asksForCode) $('second').hidden = false;
  // To be asked is no fault the first time.
  show(fault.code === 'code_needed' ? '' : fault.message);
  $(asksForCode ? 'code' : 'password').select();
};
