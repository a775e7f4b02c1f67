import { writtenMeeting } from '../meeting.ts';

/** A job interview: nearly every other sentence is a question, and some only begin like one. Too short to be compared with the others. */
export const interview = writtenMeeting({
  name: 'interview',
  speakers: { Nora: 'en', Paul: 'en' },
  terms: { 'team/teams': 'equipo/equipos', 'customer/customers': 'cliente/clientes' },
  script: `
Nora: Good morning, Paul, thank you for joining the interview today. | Buenos días, Paul, gracias por venir a la entrevista de hoy.
Nora: Can you tell us what you did in your last job? | ¿Puedes contarnos qué hiciste en tu último trabajo?
Paul: I managed a small team that built the payment system of a bank. | Dirigí un equipo pequeño que hizo el sistema de pagos de un banco.
Nora: How many people were on that team when you left? | ¿Cuántas personas había en ese equipo cuando te fuiste?
Paul: We were nine people at the end of the year. | Éramos nueve personas al final del año.
Nora: Why did you decide to leave the company after two years? | ¿Por qué decidiste dejar la empresa después de dos años?
Paul: The office moved to another city, and I wanted to stay here. | La oficina se mudó a otra ciudad y yo quise quedarme aquí.
Paul: What I liked most was the work with the customers. | Lo que más me gustaba era el trabajo con los clientes.
Nora: Do you have any experience with customers in other countries? | ¿Tienes alguna experiencia con clientes de otros países?
Paul: Yes, I worked with two banks in Spain for a year. | Sí, trabajé con dos bancos de España durante un año.
Nora: What was the most difficult part of that project for you? | ¿Cuál fue la parte más difícil de ese proyecto para ti?
Paul: The dates changed every week, and nobody told us. | Las fechas cambiaban cada semana y nadie nos avisaba.
Nora: Is there anything that you would do in a different way now? | ¿Hay algo que ahora harías de otra manera?
Paul: When we began, we did not write down what we had agreed. | Cuando empezamos, no anotábamos lo que habíamos acordado.
Nora: And how do you work when there is a lot of pressure? | ¿Y cómo trabajas cuando hay mucha presión?
Paul: I make a list of the three things that cannot wait. | Hago una lista de las tres cosas que no pueden esperar.
Nora: Paul, would you like to ask us something about the company? | Paul, ¿te gustaría preguntarnos algo sobre la empresa?
Paul: Yes, who would I work with during the first months? | Sí, ¿con quién trabajaría durante los primeros meses?
Nora: You would work with the two people who started the product. | Trabajarías con las dos personas que empezaron el producto.
Paul: Which languages do you use in the meetings of the team? | ¿Qué idiomas usan en las reuniones del equipo?
Nora: Where the team is mixed, we use English. | Donde el equipo es mixto, usamos inglés.
Nora: When could you start if we made you an offer next week? | ¿Cuándo podrías empezar si te hiciéramos una oferta la semana que viene?
Paul: I could start on the first day of next month. | Podría empezar el primer día del mes que viene.
`,
});
