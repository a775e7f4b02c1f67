/** Data: words in the names of accounts that are no person's. Small letters, by what they say about the other words. */

/** Of a device, a program or a role whatever stands beside it: "Zoom User 12", "Ana's iPhone". */
export const devices = setOf(
  'iphone ipad ipod macbook imac android galaxy samsung huawei xiaomi redmi oppo pixel oneplus nokia motorola lenovo thinkpad',
  'laptop desktop chromebook tablet notebook smartphone handy ordinateur ordenador portátil teléfono móvil celular téléphone',
  'telefon rechner computador telefone computer phone desktop pc otter fireflies notetaker recorder fathom tactiq',
);

/** Alone, or with others of these lists and with places: "Marketing", "Acme Marketing" by `groups`. */
export const roles = setOf(
  'admin administrator host cohost guest guests user users participant participants attendee attendees caller anonymous unknown test tester testing me myself',
  'moderator interpreter translator captioner speaker panelist presenter organizer organiser teacher student students parent parents trainer',
  'mom mum mama mommy dad papa daddy grandma grandpa family kids',
  'reception front lobby kitchen lounge library cafeteria studio stage auditorium theatre theater classroom class grade main large small big new old zoom meeting conference board owl poly logitech cisco webex teams',
  'administrador administradora anfitrión anfitriona invitado invitada usuario usuaria participante moderador moderadora intérprete profesor profesora alumno alumna recepción cocina biblioteca aula clase yo familia grado curso reunión reuniones juntas conferencias prueba pruebas',
  'administrateur administratrice hôte invité invitée utilisateur utilisatrice participant participante modérateur modératrice interprète professeur élève accueil cuisine bibliothèque classe moi famille réunion conférence visioconférence essai',
  'gast gastgeber benutzer nutzer teilnehmer teilnehmerin moderatorin dolmetscher dolmetscherin lehrer lehrerin schüler schülerin empfang rezeption küche bibliothek klasse ich familie besprechung konferenz',
  'administração convidado convidada usuário utilizador anfitriã recepção receção cozinha turma eu família reunião conferência teste',
  'ospite amministratore utente moderatore reception cucina gasten beheerder',
);

/** Of a group or a place in a building: in English they come last, in Spanish first. */
export const groups = setOf(
  'floor marketing sales support helpdesk team teams department dept office room rooms desk hall boardroom hq headquarters engineering accounting finance legal operations ops product design research hr it security facilities procurement logistics production quality management communications service services lab studio center centre warehouse committee council board group',
  'sala salas salón equipo departamento oficina despacho ventas soporte contabilidad finanzas operaciones diseño recursos compras administración atención grupo',
  'salle équipe département bureau ventes assistance comptabilité finances opérations conception achats administration groupe service',
  'raum saal zimmer team abteilung büro vertrieb verkauf buchhaltung technik einkauf verwaltung personalabteilung gruppe konferenzraum besprechungsraum sitzungszimmer sitzungsraum seminarraum klassenzimmer besprechungszimmer',
  'equipe escritório vendas suporte contabilidade finanças operações grupo sala',
  'stanza aula ufficio squadra kamer vergaderruimte zaal kantoor afdeling',
);

/** Groups and rooms that are somebody's family name, too: alone or with a number only. */
export const groupsAndNames = setOf(
  'hall desk board sala salas salle chambers lab center group product service legal design',
);

/** Of these, rooms when a name follows: "Salle Molière", "Ana Sala". */
export const roomsBefore = setOf('sala salle');

/** Between these words. */
export const fillers = setOf(
  'the of and for a an de del la las los el du des der die das für von zu do da dos das to in at no nº',
);

/** In scripts where nothing parts words: in any place of the name. */
export const unspacedGroups =
  '会議室|会議|教室|受付|総務|営業部|営業課|事務局|事務所|部屋|ゲスト|管理者|司会|参加者|ユーザー|ホスト|チーム|会议室|會議室|会议|前台|教室|办公室|辦公室|市场部|销售部|技术部|管理员|管理員|主持人|访客|訪客|用户|用戶|参会者|团队|客服|회의실|회의|교실|관리자|게스트|호스트|팀|사무실|참가자|ห้องประชุม|ผู้ดูแล'.split(
    '|',
  );

/** In scripts with blanks and without capitals: as a word of the name. */
export const caselessGroups = setOf(
  'قاعة غرفة الاجتماعات اجتماعات الاستقبال استقبال ضيف مستخدم مشارك المضيف مضيف مشرف المشرف مدير المدير فريق قسم التسويق المبيعات الدعم مكتب المكتب حضور',
  'חדר ישיבות אורח משתמש מנהל מארח צוות קבלה שיווק मीटिंग कक्ष अतिथि सम्मेलन اتاق جلسه مهمان مدیر',
  'комната переговорная переговорка гость администратор организатор участник отдел маркетинг приёмная ресепшн кімната гість',
);

function setOf(...words: readonly string[]): ReadonlySet<string> {
  return new Set(words.flatMap((row) => row.split(' ')));
}
