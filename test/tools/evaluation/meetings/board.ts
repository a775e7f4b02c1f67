import { writtenMeeting } from '../meeting.ts';

/** The quarterly board meeting of a small furniture company, in English. */
export const board = writtenMeeting({
  name: 'board',
  speakers: { Helen: 'en', Robert: 'en', Grace: 'en', Victor: 'en' },
  terms: {
    revenue: 'ingresos',
    'budget/budgets': 'presupuesto/presupuestos',
    'shareholder/shareholders': 'accionista/accionistas',
    'loan/loans': 'préstamo/préstamos',
    'profit/profits': 'ganancia/ganancias/beneficio/beneficios',
    'tax/taxes': 'impuesto/impuestos',
    'factory/factories': 'fábrica/fábricas',
    'quarter/quarters': 'trimestre/trimestres',
  },
  script: `
Helen: Welcome to the last board meeting of the year. | Bienvenidos a la última reunión de la junta directiva del año.
Helen: All members are present, so we can begin. | Todos los miembros están presentes, así que podemos empezar.
Helen: Has everyone read the minutes of the last meeting? | ¿Todos han leído el acta de la última reunión?
Robert: I have read them, and I have one correction. | Yo la leí y tengo una corrección.
Robert: On page three it says that the loan was approved, but we only discussed it. | En la página tres dice que el préstamo fue aprobado, pero solo lo discutimos.
Helen: You are right, we will change that. | Tienes razón, vamos a cambiar eso.
Helen: Grace, please give us the numbers for this quarter. | Grace, por favor danos las cifras de este trimestre.
Grace: Our revenue was four million two hundred thousand dollars. | Nuestros ingresos fueron de cuatro millones doscientos mil dólares.
Grace: That is eight percent more than in the same quarter of last year. | Eso es un ocho por ciento más que en el mismo trimestre del año pasado.
Grace: However, the profit fell, because wood and transport have become much more expensive. | Sin embargo, las ganancias bajaron, porque la madera y el transporte se han vuelto mucho más caros.
Victor: How much did it fall? | ¿Cuánto bajaron?
Grace: It fell by eleven percent. | Bajaron un once por ciento.
Grace: If we do not change our prices, next year will be even more difficult. | Si no cambiamos nuestros precios, el próximo año será aún más difícil.
~ Robert: We raised our prices in March. | Subimos nuestros precios en marzo.
Robert: Our customers complained, and two of the big stores reduced their orders. | Nuestros clientes se quejaron, y dos de las tiendas grandes redujeron sus pedidos.
Robert: I do not want to lose them. | No quiero perderlos.
Grace: I know, but we have to do something about the costs. | Lo sé, pero tenemos que hacer algo con los costos.
Victor: I visited the factory last week and spoke with the workers. | Visité la fábrica la semana pasada y hablé con los trabajadores.
Victor: They told me that we throw away almost a fifth of the wood. | Me dijeron que tiramos casi una quinta parte de la madera.
Victor: With a modern saw we could save at least half of that. | Con una sierra moderna podríamos ahorrar por lo menos la mitad de eso.
Helen: What does such a machine cost? | ¿Cuánto cuesta una máquina así?
Victor: About three hundred thousand dollars, including the installation. | Unos trescientos mil dólares, incluida la instalación.
Victor: It would pay for itself in a little more than two years. | Se pagaría sola en un poco más de dos años.
Robert: That is not in the budget. | Eso no está en el presupuesto.
Grace: It is not in this year's budget, but we could put it into the next one. | No está en el presupuesto de este año, pero podríamos ponerlo en el próximo.
Grace: The bank would give us a loan with a good interest rate if we sign before the end of January. | El banco nos daría un préstamo con una buena tasa de interés si firmamos antes de finales de enero.
~ Robert: How much debt do we already have? | ¿Cuánta deuda tenemos ya?
Grace: We still owe six hundred thousand dollars for the building. | Todavía debemos seiscientos mil dólares por el edificio.
Grace: We pay back ten thousand every month. | Pagamos diez mil cada mes.
Robert: Then I would be careful with another loan. | Entonces yo tendría cuidado con otro préstamo.
Robert: When the market is weak, debts are dangerous. | Cuando el mercado está débil, las deudas son peligrosas.
Victor: The market is not weak, because people are buying more furniture on the internet every year. | El mercado no está débil, porque la gente compra más muebles por internet cada año.
Victor: We are simply not good at selling there. | Simplemente no somos buenos para vender ahí.
Helen: That brings us to the next point. | Eso nos lleva al siguiente punto.
Helen: Our website is seven years old, and on a phone it is almost impossible to buy anything. | Nuestro sitio web tiene siete años, y en un teléfono es casi imposible comprar algo.
Helen: I asked two companies for an offer. | Les pedí una oferta a dos empresas.
Helen: The first one wants ninety thousand dollars and needs six months, and the second one wants sixty thousand but has less experience. | La primera quiere noventa mil dólares y necesita seis meses, y la segunda quiere sesenta mil pero tiene menos experiencia.
Grace: Which one do you prefer? | ¿Cuál prefieres?
Helen: I prefer the first one, because they have already worked with furniture stores. | Prefiero la primera, porque ya han trabajado con tiendas de muebles.
Robert: I agree with Helen. | Estoy de acuerdo con Helen.
Robert: A cheap website that does not work is more expensive in the end. | Un sitio web barato que no funciona es más caro al final.
Victor: Let's vote on it. | Votemos.
Helen: Who is in favor of the first offer? | ¿Quién está a favor de la primera oferta?
Helen: I see four hands, so it is approved. | Veo cuatro manos, así que queda aprobada.
Helen: Grace, what else do we have to decide today? | Grace, ¿qué más tenemos que decidir hoy?
Grace: The tax office has changed the rules for companies of our size. | La oficina de impuestos ha cambiado las reglas para empresas de nuestro tamaño.
Grace: From next year we have to pay our taxes every month and not every quarter. | A partir del próximo año tenemos que pagar nuestros impuestos cada mes y no cada trimestre.
Grace: That means that we need more money in the bank at all times. | Eso significa que necesitamos más dinero en el banco en todo momento.
~ Victor: How much more? | ¿Cuánto más?
Grace: At least one hundred and fifty thousand dollars. | Por lo menos ciento cincuenta mil dólares.
Grace: For that reason I suggest that we pay the shareholders a smaller part of the profit this year. | Por esa razón sugiero que paguemos a los accionistas una parte más pequeña de las ganancias este año.
Robert: The shareholders will not like that. | A los accionistas no les va a gustar eso.
Helen: They will understand it if we explain it honestly. | Lo van a entender si lo explicamos con honestidad.
Helen: I would rather have unhappy shareholders for one year than a company without money. | Prefiero tener accionistas descontentos por un año que una empresa sin dinero.
Victor: I can write the letter, and you can read it before we send it. | Yo puedo escribir la carta, y ustedes la pueden leer antes de que la enviemos.
Helen: Thank you, Victor, that would be very kind. | Gracias, Victor, sería muy amable.
Helen: Then we only have to find a date for the next meeting. | Entonces solo tenemos que encontrar una fecha para la próxima reunión.
Grace: The final numbers will be ready in the third week of January. | Las cifras finales estarán listas en la tercera semana de enero.
Helen: Then let's meet on the twenty-fourth at ten in the morning. | Entonces reunámonos el veinticuatro a las diez de la mañana.
Helen: I wish you all happy holidays. | Les deseo a todos felices fiestas.
`,
});
