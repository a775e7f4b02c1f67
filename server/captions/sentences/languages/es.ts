import type { SentenceData } from './sentence-data.ts';

export const spanish: SentenceData = {
  // CLDR's suppressions without words of their own ("Bien.", "Sol.", "mar.").
  asks: `sr sra srta sres sras srs dr dra dres prof profa D dña Dª Lic licdo licda Ldo Lda Lcdo Lcda Ing arq gral Cnel
    Mons Excmo Excma Ilmo Ilma Rvdo Fr Sto Sta Av avda p.ej v.gr pág págs fig ej cf cfr vid aprox Tel Tlf Dto Dpto
    depto prov Pte Mtro Mtra Hno Hna hnos ee EE`,
  mayEnd: `etc ud uds vd vds ee.uu EE.UU rr.hh jj.oo ff.cc ss.mm s.l s.a Ltda Cía a.c d.c a.e.c e.c a.m p.m jr
    0km 0kg 0h 0cm 0ptas c.v n.e.c min seg izq dcha`,
  // CLDR; before a number.
  numbered: `núm núms nro n.º art arts vol p pp tomo ene feb abr jun jul ago sept oct nov dic`,
  initials: 'Ch Ll M.ª Mª',
  labels: `opción grupo tipo clase equipo vitamina letra plan bloque parte punto sala aula puerta línea nivel versión anexo
    fase zona página capítulo número planta andén vía pregunta talla paso etapa hepatitis`,
  begins: `yo tú él ella ello nosotros vosotros ellos ellas usted ustedes esto este esta estos estas ese esa esos esas eso
    aquel aquella el la los las lo un una unos unas mi mis tu tus su sus nuestro nuestra quién quien qué que cuándo cuando
    dónde donde por cómo como cuál si entonces ahora así y e pero o u porque pues aunque mientras sin con en a al de del
    desde hasta para según tras durante antes después luego también tampoco sí no nadie nada nunca siempre bien bueno
    vale gracias perdón hola buenos buenas hoy mañana ayer aquí ahí allí quizá quizás tal además es son era fue está están
    hay ha han he hemos puede pueden podemos vamos todo toda todos todas algunos algunas muchos muchas cada otro otra
    finalmente primero segundo sin embargo me te se nos le les ya solo más casi ojalá claro`,
  reports: 'dijo dice preguntó pregunta respondió contestó gritó exclamó añadió explicó susurró',
  cannotEnd: `el la los un una unos unas mi mis tu tus su sus nuestro nuestra nuestros nuestras al del de a ante bajo con
    contra desde durante en entre hacia hasta mediante para por según sin sobre tras y e o u ni pero sino que porque
    aunque pues si cuando donde mientras como cuyo cuya cuyos cuyas muy tan me te se nos os le les lo más menos este esta
    estos estas ese esa esos esas aquel aquella cada es son era eran fue fueron ha han he hemos había habían está están
    estaba ser sr sra dr dra`,
};
