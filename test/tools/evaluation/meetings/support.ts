import { writtenMeeting } from '../meeting.ts';

/** The help desk of an internet provider and a bakery whose connection is down, in Spanish. */
export const support = writtenMeeting({
  name: 'support',
  speakers: { Paula: 'es', Ernesto: 'es', Rosa: 'es' },
  terms: {
    'router/routers': 'enrutador/enrutadores/router/routers',
    'cable/cables': 'cable/cables',
    'password/passwords': 'contraseña/contraseñas',
    'technician/technicians': 'técnico/técnicos',
    'network/networks': 'red/redes',
    'outage/outages': 'corte/cortes',
    'bill/bills': 'factura/facturas/recibo/recibos',
    'card/cards': 'tarjeta/tarjetas',
  },
  script: `
Paula: Good morning, my name is Paula, how can I help you? | Buenos días, mi nombre es Paula, ¿en qué puedo ayudarle?
Ernesto: Good morning, we have had no internet since yesterday afternoon. | Buenos días, no tenemos internet desde ayer por la tarde.
Ernesto: I have a bakery, and without the internet I cannot charge with cards. | Tengo una panadería, y sin internet no puedo cobrar con tarjetas.
Paula: I am very sorry, we are going to solve it as soon as possible. | Lo siento mucho, vamos a resolverlo lo antes posible.
Paula: Can you tell me the number of your contract? | ¿Me puede decir el número de su contrato?
Ernesto: One moment, my wife has the papers. | Un momento, mi esposa tiene los papeles.
Rosa: The number is four seven two, eight one six. | El número es cuatro siete dos, ocho uno seis.
Paula: Thank you, I have found it. | Gracias, ya lo encontré.
Paula: I see that your router has not answered since five in the afternoon. | Veo que su enrutador no responde desde las cinco de la tarde.
Paula: Can you tell me which lights are on? | ¿Me puede decir qué luces están encendidas?
Ernesto: There is a green light and a red light that blinks. | Hay una luz verde y una luz roja que parpadea.
~ Rosa: The red one stopped blinking this morning. | La roja dejó de parpadear esta mañana.
Rosa: Now it is on all the time. | Ahora está encendida todo el tiempo.
Paula: That means that the router has power but does not receive the signal. | Eso quiere decir que el enrutador tiene corriente pero no recibe la señal.
Paula: Have you turned it off and on again? | ¿Ya lo apagaron y lo volvieron a encender?
Ernesto: Yes, three times, but nothing changed. | Sí, tres veces, pero no cambió nada.
Paula: All right, then let's look at the cables. | Muy bien, entonces vamos a revisar los cables.
Paula: Behind the router there is a thin white cable that goes to the wall. | Detrás del enrutador hay un cable blanco y delgado que va a la pared.
Paula: Please check that it is well connected on both sides. | Por favor revise que esté bien conectado de los dos lados.
Ernesto: I am going to move the table to see it better. | Voy a mover la mesa para verlo mejor.
Ernesto: The cable is connected, but it looks a little bent. | El cable está conectado, pero se ve un poco doblado.
Rosa: I think the cat was playing with it. | Creo que el gato estuvo jugando con él.
~ Ernesto: The cat was not even here yesterday. | El gato ni siquiera estaba aquí ayer.
Paula: That cable is very delicate, and it can break inside without anybody noticing. | Ese cable es muy delicado, y se puede romper por dentro sin que nadie lo note.
Paula: Do you have another one of the same kind? | ¿Tiene otro del mismo tipo?
Ernesto: No, the technician only left one. | No, el técnico solo dejó uno.
Paula: Before I send somebody, I want to rule out an outage in your area. | Antes de enviar a alguien, quiero descartar un corte en su zona.
Paula: Give me a minute while I check the system. | Deme un minuto mientras reviso el sistema.
Ernesto: Of course, I will wait. | Claro, yo espero.
Paula: Thank you for waiting. | Gracias por esperar.
Paula: There was an outage yesterday in your street, but it was repaired at eight in the evening. | Ayer hubo un corte en su calle, pero lo repararon a las ocho de la noche.
Paula: Your neighbors have service again, so the problem is in your building. | Sus vecinos ya tienen servicio, así que el problema está en su edificio.
Rosa: And what do we do with the customers in the meantime? | ¿Y qué hacemos con los clientes mientras tanto?
Rosa: Many of them do not carry cash any more. | Muchos ya no traen efectivo.
Paula: You can use the network of your phone for the card terminal. | Puede usar la red de su teléfono para la terminal de tarjetas.
Paula: Go to the settings of the phone and turn on the option for sharing the connection. | Vaya a los ajustes del teléfono y active la opción de compartir la conexión.
Ernesto: I have found it, and now it asks me for a password. | Ya la encontré, y ahora me pide una contraseña.
Paula: You choose that password yourself. | Esa contraseña la elige usted.
Paula: Then look for the name of your phone in the list of networks of the terminal. | Después busque el nombre de su teléfono en la lista de redes de la terminal.
Ernesto: It appears, and it has connected. | Aparece, y ya se conectó.
~ Rosa: The terminal works, I have just charged a customer. | La terminal funciona, acabo de cobrarle a un cliente.
Paula: Very good, with that you can work today. | Muy bien, con eso pueden trabajar hoy.
Paula: Now let's make an appointment for the technician. | Ahora vamos a hacer una cita para el técnico.
Paula: I have a place this afternoon between two and four, or tomorrow at nine. | Tengo un espacio esta tarde entre las dos y las cuatro, o mañana a las nueve.
Ernesto: This afternoon is better, because tomorrow we receive the flour. | Esta tarde es mejor, porque mañana recibimos la harina.
Paula: Perfect, the technician will call you half an hour before he arrives. | Perfecto, el técnico le llamará media hora antes de llegar.
Paula: He is going to change the cable and check the router. | Va a cambiar el cable y revisar el enrutador.
Ernesto: How much is that going to cost me? | ¿Cuánto me va a costar eso?
Paula: The visit is free, because your contract includes the repairs. | La visita es gratis, porque su contrato incluye las reparaciones.
Paula: You would only pay if you had damaged the router on purpose. | Solo pagaría si hubiera dañado el enrutador a propósito.
Rosa: We would like you to take the lost day off the bill. | Nos gustaría que nos descontaran de la factura el día perdido.
Paula: I understand, and I am going to ask for it. | Entiendo, y lo voy a solicitar.
Paula: If it was more than twenty-four hours, the discount appears on the next bill. | Si fueron más de veinticuatro horas, el descuento aparece en la próxima factura.
Ernesto: It will be twenty-four hours this afternoon. | Esta tarde se cumplen las veinticuatro horas.
Paula: Then there is no problem, and I will note it in your case. | Entonces no hay problema, y lo anoto en su caso.
Paula: Is there anything else I can help you with? | ¿Hay algo más en lo que pueda ayudarle?
Ernesto: No, that is all, you have been very kind. | No, eso es todo, ha sido muy amable.
Rosa: When you come by here, we owe you a loaf of bread. | Cuando pase por aquí, le debemos un pan.
Paula: Thank you, I will keep it in mind. | Gracias, lo voy a tener en cuenta.
Paula: Have a good day, and good luck with the sales. | Que tengan un buen día, y mucha suerte con las ventas.
`,
});
