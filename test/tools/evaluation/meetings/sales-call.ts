import { writtenMeeting } from '../meeting.ts';

/** A seller of warehouse software in Chicago and a buyer in Guadalajara, each in their own language. */
export const salesCall = writtenMeeting({
  name: 'sales-call',
  speakers: { Rachel: 'en', Sam: 'en', Javier: 'es', Lucía: 'es' },
  terms: {
    'warehouse/warehouses': 'almacén/almacenes/bodega/bodegas',
    'contract/contracts': 'contrato/contratos',
    'price/prices': 'precio/precios',
    'discount/discounts': 'descuento/descuentos',
    'license/licenses': 'licencia/licencias',
    'invoice/invoices': 'factura/facturas',
    training: 'capacitación',
    'inventory/inventories': 'inventario/inventarios',
  },
  script: `
Rachel: Good morning, it is good to see you again. | Buenos días, qué gusto verlos de nuevo.
Rachel: This is my colleague Sam, who is responsible for the technical questions. | Él es mi colega Sam, que es responsable de las preguntas técnicas.
Javier: Nice to meet you, Sam. | Mucho gusto, Sam.
Javier: Lucía is the head of our three warehouses, and she will use the system every day. | Lucía es la jefa de nuestros tres almacenes, y ella va a usar el sistema todos los días.
Lucía: Good morning, thank you for the invitation. | Buenos días, gracias por la invitación.
Rachel: Last time you told me that the inventory is your biggest problem. | La última vez me dijeron que el inventario es su problema más grande.
Lucía: Yes, we count everything by hand twice a year. | Sí, contamos todo a mano dos veces al año.
Lucía: It takes us four days, and during that time we cannot send any orders. | Nos toma cuatro días, y en ese tiempo no podemos enviar ningún pedido.
Lucía: In the end there is always a difference that nobody can explain. | Al final siempre hay una diferencia que nadie puede explicar.
Sam: How many products do you have in each warehouse? | ¿Cuántos productos tienen en cada almacén?
Lucía: About twelve thousand in the big one and five thousand in each of the others. | Unos doce mil en el grande y cinco mil en cada uno de los otros.
~ Javier: And next year we are going to open one more in Monterrey. | Y el próximo año vamos a abrir uno más en Monterrey.
Sam: That is no problem, because the system grows with you. | Eso no es problema, porque el sistema crece con ustedes.
Sam: Every box gets a small label, and your people scan it with their phones when it comes in or goes out. | Cada caja recibe una etiqueta pequeña, y su gente la escanea con el teléfono cuando entra o sale.
Sam: So you always know what you have and where it is. | Así siempre saben qué tienen y dónde está.
Lucía: Our internet connection is not very good in the back of the building. | Nuestra conexión a internet no es muy buena en la parte de atrás del edificio.
Lucía: What happens when a phone loses the signal? | ¿Qué pasa cuando un teléfono pierde la señal?
Sam: The phone keeps everything in its memory and sends it later. | El teléfono guarda todo en su memoria y lo envía más tarde.
Sam: We tested it in a mine in Chile, where there was no signal for a whole day. | Lo probamos en una mina en Chile, donde no hubo señal durante un día entero.
Lucía: That gives me confidence. | Eso me da confianza.
Javier: Let's talk about money. | Hablemos de dinero.
Javier: How much does a license cost per person? | ¿Cuánto cuesta una licencia por persona?
Rachel: The normal price is forty dollars per person and month. | El precio normal es de cuarenta dólares por persona al mes.
Rachel: For more than fifty people we offer a discount of fifteen percent. | Para más de cincuenta personas ofrecemos un descuento del quince por ciento.
Javier: We have sixty people, but not all of them work at the same time. | Tenemos sesenta personas, pero no todas trabajan al mismo tiempo.
Javier: Do we have to pay for everyone? | ¿Tenemos que pagar por todas?
~ Rachel: No, you only pay for the people who work in the same shift. | No, solo pagan por las personas que trabajan en el mismo turno.
Rachel: In your case that would be thirty-five licenses. | En su caso serían treinta y cinco licencias.
Javier: Then we would not get the discount. | Entonces no tendríamos el descuento.
Rachel: I could speak with my manager about that. | Podría hablar de eso con mi gerente.
Rachel: If you sign a contract for three years, I believe we can find a solution. | Si firman un contrato de tres años, creo que podemos encontrar una solución.
Javier: Three years is a long time for us. | Tres años es mucho tiempo para nosotros.
Javier: I would prefer a contract for one year that we can renew. | Preferiría un contrato de un año que podamos renovar.
Rachel: I understand, and we can start that way. | Entiendo, y podemos empezar así.
Rachel: The price would stay the same if you renew before the end of October. | El precio sería el mismo si renuevan antes de finales de octubre.
Lucía: Is the training included in the price? | ¿La capacitación está incluida en el precio?
Sam: Yes, the first two days of training are included. | Sí, los primeros dos días de capacitación están incluidos.
Sam: One of our people comes to your warehouse and works with your team. | Una persona de nuestro equipo va a su almacén y trabaja con su equipo.
Lucía: Does that person speak Spanish? | ¿Esa persona habla español?
~ Sam: Yes, she is from Puebla and has worked with us for six years. | Sí, ella es de Puebla y trabaja con nosotros desde hace seis años.
Lucía: Excellent, because most of my people do not speak English. | Excelente, porque la mayoría de mi gente no habla inglés.
Javier: Our accountant also has a question. | Nuestro contador también tiene una pregunta.
Javier: Can the system send the invoices directly to our accounting program? | ¿El sistema puede enviar las facturas directamente a nuestro programa de contabilidad?
Sam: It can, but we need to know which program you use. | Sí puede, pero necesitamos saber qué programa usan.
Sam: If you send me the name and the version, I will give you an answer this week. | Si me envían el nombre y la versión, les doy una respuesta esta semana.
Javier: I will send you the information this afternoon. | Le envío la información esta tarde.
Rachel: When would you like to begin? | ¿Cuándo les gustaría empezar?
Lucía: It would be best in February, after the inventory. | Lo mejor sería en febrero, después del inventario.
Lucía: In December and January we have too much work. | En diciembre y enero tenemos demasiado trabajo.
Rachel: February is perfect for us. | Febrero es perfecto para nosotros.
Rachel: We could begin with one warehouse and add the others in March. | Podríamos empezar con un almacén y agregar los otros en marzo.
Javier: I like that idea, because we can learn without risking everything. | Me gusta esa idea, porque podemos aprender sin arriesgarlo todo.
Javier: Can you send us a written offer with both options? | ¿Nos puede enviar una oferta por escrito con las dos opciones?
Rachel: You will have it tomorrow before noon. | La tendrán mañana antes del mediodía.
Rachel: I am going to include the contract for one year and the one for three years, so that you can compare them. | Voy a incluir el contrato de un año y el de tres años, para que puedan compararlos.
Javier: Perfect, I will discuss it with the owner on Thursday. | Perfecto, lo voy a discutir con el dueño el jueves.
Lucía: I would also like to try the system before we decide. | A mí también me gustaría probar el sistema antes de decidir.
Sam: I can open a test account for you today. | Puedo abrirle una cuenta de prueba hoy.
Lucía: Thank you, that would help me a lot. | Gracias, eso me ayudaría mucho.
Rachel: Thank you for your time, and we will talk again on Friday. | Gracias por su tiempo, y hablamos de nuevo el viernes.
`,
});
