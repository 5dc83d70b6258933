// The sections of the admin's page, in the order of the navigation.
//
// To add one: a folder beside this file with a module that exports ``open(main, context)``, and a line here: ``key`` (as in the
// address, "#/KEY"), ``title``, ``roles`` that see it, ``module`` (from this folder), perhaps ``style`` (a style sheet of its own).
//
// ``open`` is called whenever the address leads into the section. ``main`` is an empty element of this call alone: what is drawn
// late, after somebody has gone on, is seen by nobody. What is thrown or rejected is told at the top of the page. ``context``:
//   session   {name, role}, who is logged in
//   path      what stands behind the key in the address: ["ID"] of "#/faqs/ID"
//   query     URLSearchParams of the address: filters, a page; so that "back" and a copied address bring them again
//   signal    AbortSignal: somebody has gone on; stops requests and whatever repeats
//   cities    promise of the names of all cities that are answered for
//   address(path, query)  the address of a place in this section, for links
//   go(path, query)       go there
//   keep(path, query)     have the address say so without drawing anew: a filter that was set
//   stay()    draw this place anew
//   failed(fault)         tell what went wrong (for what is not awaited by ``open``)
//   leaving(ask)          ``ask()`` is true when something unsaved would be lost; the shell then asks before going on
//
// ``shared/`` has tables with paging, form rows, dialogs and progress; ``/staff/dom.js`` elements and the toast; ``/staff/api.js``
// what asks the gateway, with the CSRF token and errors in Chinese.

const ALL = ['editor', 'auditor', 'admin'];

export const SECTIONS = [
  { key: 'faqs', title: '问答', roles: ALL, module: './faqs/faqs.js', style: './faqs/faqs.css' },
  { key: 'try', title: '试一试', roles: ALL, module: './try/try.js' },
  { key: 'transfer', title: '导入导出', roles: ALL, module: './transfer/transfer.js' },
  { key: 'figures', title: '数字', roles: ALL, module: './figures/figures.js', style: './figures/figures.css' },
  { key: 'hours', title: '办公时间', roles: ALL, module: './hours/hours.js', style: './hours/hours.css' },
  { key: 'papers', title: '政策文件', roles: ALL, module: './papers/papers.js', style: './papers/papers.css' },
  { key: 'asked', title: '群众问了什么', roles: ALL, module: './asked/asked.js', style: './asked/asked.css' },
  { key: 'statistics', title: '统计', roles: ALL, module: './statistics/statistics.js', style: './statistics/statistics.css' },
  { key: 'batch', title: '批量测试', roles: ALL, module: './batch/batch.js', style: './batch/batch.css' },
  { key: 'jobs', title: '版本与任务', roles: ALL, module: './jobs/jobs.js', style: './jobs/jobs.css' },
  { key: 'log', title: '操作记录', roles: ['auditor', 'admin'], module: './log/log.js' },
];
