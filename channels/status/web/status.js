// Looks every few seconds, while the page is in sight, and says it when it cannot.

const EVERY_MS = 5000;
const LEAST_DISK = 2048;
const NAMES = { gateway: '网关', engine: '对话引擎', actions: '问答服务' };
const $ = (id) => document.getElementById(id);

function el(tag, text, name) {
  return Object.assign(document.createElement(tag), { textContent: text, className: name || '' });
}

function seconds(value) {
  return value === null ? '—' : `${value < 1 ? value.toFixed(2) : value.toFixed(1)} 秒`;
}

function faults(now) {
  const down = Object.keys(now.parts).filter((part) => now.parts[part] !== 'ok').map((part) => `${NAMES[part]}停了，正在自动重启`);
  return [
    ...down,
    now.closed !== null && `对外的回答已停：${now.closed}`,
    now.disk_free < LEAST_DISK && `磁盘只剩 ${now.disk_free} MB，请清理`,
  ].filter(Boolean);
}

function say(text, state) {
  // Read out only when it has changed.
  if ($('verdict').textContent !== text) $('verdict').textContent = text;
  $('verdict').dataset.state = state;
}

function list(id, rows) {
  $(id).replaceChildren(...rows.map(([name, value]) => {
    const row = el('div', '');
    row.append(el('dt', name), el('dd', `${value}`));
    return row;
  }));
}

function show(now) {
  const found = faults(now);
  say(found.join('；') || '一切正常', found.length ? 'fault' : 'fine');
  $('parts').replaceChildren(...Object.entries(now.parts).map(([part, state]) => (
    el('li', `${NAMES[part]}：${state === 'ok' ? '正常' : '停了'}`, state)
  )));
  list('hour', [
    ['回答了', `${now.turns} 句`], ['一半在多久内答完', seconds(now.p50)], ['九成五在多久内答完', seconds(now.p95)],
    ['没答上（在恢复）', `${now.unavailable} 句`],
  ]);
  list('people', [
    ['正在回答', `${now.running} 句`], ['开着页面', `${now.lines} 人`], ['等工作人员', `${now.waiting} 人`],
    ['工作人员在接待', `${now.with_clerk} 人`], ['等回电', `${now.call_backs} 人`], ['磁盘还有', `${Math.round(now.disk_free / 1024)} GB`],
  ]);
  $('about').textContent = `版本 ${now.version}，网关从 ${new Date(now.started).toLocaleString('zh-CN')} 起运行。`;
}

async function look() {
  try {
    const response = await fetch('/status/now');
    if (response.status === 401) { window.location.assign('/staff/login'); return; }
    show(await response.json());
  } catch (error) {
    say('连不上服务器，正在重试…', 'fault');
  }
}

setInterval(() => { if (!document.hidden) look(); }, EVERY_MS);
document.addEventListener('visibilitychange', () => { if (!document.hidden) look(); });
look();
