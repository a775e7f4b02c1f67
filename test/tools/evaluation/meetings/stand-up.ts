import { writtenMeeting } from '../meeting.ts';

/** A software team on a Tuesday morning, in English. */
export const standUp = writtenMeeting({
  name: 'stand-up',
  speakers: { Maya: 'en', Tom: 'en', Priya: 'en', Leo: 'en' },
  terms: {
    'sprint/sprints': 'sprint/sprints',
    'deployment/deployments': 'despliegue/despliegues',
    'database/databases': 'base de datos/bases de datos',
    'server/servers': 'servidor/servidores',
    'test/tests': 'prueba/pruebas',
    'password/passwords': 'contraseña/contraseñas',
    'ticket/tickets': 'ticket/tickets',
    'customer/customers': 'cliente/clientes',
  },
  script: `
Maya: Good morning, everyone, let's get started. | Buenos días a todos, empecemos.
Maya: We have fifteen minutes, so please keep it short. | Tenemos quince minutos, así que por favor sean breves.
Maya: Tom, what did you do yesterday? | Tom, ¿qué hiciste ayer?
Tom: Yesterday I finished the login page and fixed two small errors. | Ayer terminé la página de inicio de sesión y corregí dos errores pequeños.
Tom: Today I am going to write the tests for the new password form. | Hoy voy a escribir las pruebas del nuevo formulario de contraseña.
Tom: I think I can finish them before lunch, but I need somebody to review my changes. | Creo que puedo terminarlas antes del almuerzo, pero necesito que alguien revise mis cambios.
Priya: I can review them this afternoon. | Yo puedo revisarlos esta tarde.
Tom: Thank you, that helps a lot. | Gracias, eso ayuda mucho.
Maya: Is anything blocking you? | ¿Hay algo que te bloquee?
Tom: Yes, the test server was down for most of the day. | Sí, el servidor de prueba estuvo caído casi todo el día.
Tom: I opened a ticket with the infrastructure team, but nobody has answered yet. | Abrí un ticket con el equipo de infraestructura, pero nadie ha respondido todavía.
~ Leo: Sorry, that was my fault. | Perdón, eso fue culpa mía.
Leo: I restarted the database last night and forgot to start the server again. | Reinicié la base de datos anoche y olvidé volver a iniciar el servidor.
Leo: It has been working since eight o'clock this morning. | Está funcionando desde las ocho de esta mañana.
Tom: Great, then I can continue. | Muy bien, entonces puedo continuar.
Maya: Leo, you are next. | Leo, sigues tú.
Leo: I spent the whole day on the deployment for the mobile application. | Pasé todo el día con el despliegue de la aplicación móvil.
Leo: The first attempt failed because one of the old certificates had expired. | El primer intento falló porque uno de los certificados antiguos había vencido.
Leo: I renewed it, and the second attempt worked without any problems. | Lo renové, y el segundo intento funcionó sin ningún problema.
Leo: Today I want to measure how much memory the new version uses when many people are connected at the same time. | Hoy quiero medir cuánta memoria usa la nueva versión cuando hay muchas personas conectadas al mismo tiempo.
Maya: How many people did we have last week? | ¿Cuántas personas tuvimos la semana pasada?
Leo: About three thousand on Monday, and almost four thousand on Friday. | Unas tres mil el lunes y casi cuatro mil el viernes.
Leo: If we reach five thousand, we will need another server. | Si llegamos a cinco mil, vamos a necesitar otro servidor.
Priya: We should talk about the cost before we buy anything. | Deberíamos hablar del costo antes de comprar algo.
Maya: I agree, let's put it on the list for Thursday. | Estoy de acuerdo, pongámoslo en la lista para el jueves.
Maya: Priya, how is the search going? | Priya, ¿cómo va la búsqueda?
Priya: It is going well, but it is slower than I expected. | Va bien, pero es más lenta de lo que esperaba.
Priya: The query takes two seconds when the customer has more than a thousand documents. | La consulta tarda dos segundos cuando el cliente tiene más de mil documentos.
Priya: I added an index to the database, and now it takes less than half a second. | Agregué un índice a la base de datos y ahora tarda menos de medio segundo.
~ Tom: Did you try it with the real data? | ¿La probaste con los datos reales?
Priya: Not yet, because I do not have the password for the production system. | Todavía no, porque no tengo la contraseña del sistema de producción.
Priya: Leo, could you send it to me after the meeting? | Leo, ¿me la podrías enviar después de la reunión?
Leo: I will not send a password in a message, but I can give you access for one day. | No voy a enviar una contraseña en un mensaje, pero te puedo dar acceso por un día.
Priya: That is even better. | Eso es aún mejor.
Maya: What are you going to do today? | ¿Qué vas a hacer hoy?
Priya: I am going to finish the filters and show them to the design team. | Voy a terminar los filtros y mostrárselos al equipo de diseño.
Priya: They asked for bigger buttons, and they want the results to appear while the customer is typing. | Pidieron botones más grandes, y quieren que los resultados aparezcan mientras el cliente escribe.
Maya: That sounds difficult. | Eso suena difícil.
Priya: It is not difficult, but it sends many more requests to the server. | No es difícil, pero envía muchas más solicitudes al servidor.
Priya: We could wait until the person stops typing for a moment. | Podríamos esperar hasta que la persona deje de escribir por un momento.
~ Leo: Please do that, because otherwise the database will not survive the first hour. | Por favor haz eso, porque si no la base de datos no va a sobrevivir la primera hora.
Maya: Good, then that is decided. | Bien, entonces está decidido.
Maya: Now some news from the customers. | Ahora algunas noticias de los clientes.
Maya: The hospital called yesterday, and they are very happy with the new reports. | El hospital llamó ayer y están muy contentos con los nuevos informes.
Maya: They found one problem with the dates, which appear in the wrong order when you print them. | Encontraron un problema con las fechas, que aparecen en el orden equivocado cuando las imprimes.
Tom: I know that problem, and I can fix it in ten minutes. | Conozco ese problema y lo puedo arreglar en diez minutos.
Maya: Please open a ticket first, so that we can tell the customer when it is ready. | Por favor abre un ticket primero, para que podamos decirle al cliente cuándo está listo.
Tom: I will do it right now. | Lo voy a hacer ahora mismo.
Maya: The sprint ends on Friday, and we still have six open tickets. | El sprint termina el viernes y todavía tenemos seis tickets abiertos.
Maya: Which of them can wait until the next sprint? | ¿Cuáles de ellos pueden esperar hasta el próximo sprint?
Leo: The two tickets about the email templates can wait. | Los dos tickets sobre las plantillas de correo pueden esperar.
Leo: Nobody uses them before the end of the month. | Nadie las usa antes de fin de mes.
Priya: I would keep the one about the invoices, because the accounting team needs it. | Yo dejaría el de las facturas, porque el equipo de contabilidad lo necesita.
Maya: Then four tickets are left, and I think that is possible. | Entonces quedan cuatro tickets, y creo que es posible.
Maya: One more thing before we finish. | Una cosa más antes de terminar.
Maya: The deployment on Friday is going to be at three in the afternoon, and not in the evening. | El despliegue del viernes va a ser a las tres de la tarde, y no por la noche.
Maya: If something breaks, we want to have enough time to go back to the old version. | Si algo se rompe, queremos tener tiempo suficiente para volver a la versión anterior.
Tom: That is a good idea. | Es una buena idea.
Leo: I will write to the customers today and tell them about it. | Hoy les voy a escribir a los clientes para avisarles.
Maya: Thank you very much, and have a good day. | Muchas gracias, y que tengan un buen día.
`,
});
