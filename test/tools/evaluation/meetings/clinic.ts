import { writtenMeeting } from '../meeting.ts';

/** A first visit by video: an English-speaking doctor and nurse, a patient and her son who speak Spanish. */
export const clinic = writtenMeeting({
  name: 'clinic',
  speakers: { Harris: 'en', Beth: 'en', Carmen: 'es', Diego: 'es' },
  terms: {
    'blood pressure': 'presión arterial/presión',
    'pain/pains': 'dolor/dolores',
    'pill/pills/tablet/tablets': 'pastilla/pastillas',
    'blood test/blood tests': 'análisis de sangre',
    'appointment/appointments': 'cita/citas',
    'allergy/allergies': 'alergia/alergias',
    'pharmacy/pharmacies': 'farmacia/farmacias',
    'kidney/kidneys': 'riñón/riñones',
  },
  script: `
Beth: Good afternoon, can you see and hear me well? | Buenas tardes, ¿me ven y me oyen bien?
Carmen: Yes, we hear you very well. | Sí, la oímos muy bien.
Diego: I am her son, and I came to help her with the computer. | Yo soy su hijo y vine a ayudarla con la computadora.
Beth: Thank you for coming, Diego. | Gracias por venir, Diego.
Beth: Before the doctor comes, I need to ask you a few questions. | Antes de que venga el doctor, necesito hacerles algunas preguntas.
Beth: Does your mother have any allergies? | ¿Su mamá tiene alguna alergia?
Diego: Yes, she has an allergy to penicillin. | Sí, tiene alergia a la penicilina.
~ Carmen: And to seafood as well. | Y también a los mariscos.
Carmen: The last time I ate shrimp, my whole face swelled up. | La última vez que comí camarones se me hinchó toda la cara.
Beth: I have written both of them down. | Ya anoté las dos cosas.
Beth: Did you measure your blood pressure this morning? | ¿Se midió la presión arterial esta mañana?
Carmen: Yes, I measured it at seven, before breakfast. | Sí, la medí a las siete, antes del desayuno.
Carmen: It was one hundred and fifty over ninety. | Tenía ciento cincuenta sobre noventa.
Beth: That is a little high. | Eso es un poco alto.
Beth: The doctor is ready now, so I am going to leave you with him. | El doctor ya está listo, así que los voy a dejar con él.
Harris: Good afternoon, Mrs. Ortega, I am Doctor Harris. | Buenas tardes, señora Ortega, soy el doctor Harris.
Harris: Please tell me what is troubling you. | Por favor cuénteme qué le molesta.
Carmen: For two weeks I have had a pain in my back, here, on the right side. | Desde hace dos semanas tengo un dolor en la espalda, aquí, del lado derecho.
Carmen: At night it is worse, and I can hardly sleep. | Por la noche es peor y casi no puedo dormir.
Carmen: During the day it is better when I walk, but when I sit for a long time it comes back. | Durante el día mejora cuando camino, pero cuando estoy sentada mucho tiempo vuelve.
Harris: Is the pain always in the same place, or does it move to your leg? | ¿El dolor está siempre en el mismo lugar o se mueve hacia la pierna?
Carmen: It always stays in the same place. | Siempre se queda en el mismo lugar.
Carmen: Sometimes I also feel a burning when I go to the bathroom. | A veces también siento ardor cuando voy al baño.
Harris: Have you had a fever in the last few days? | ¿Ha tenido fiebre en los últimos días?
Carmen: I do not think so. | Creo que no.
~ Diego: On Sunday she had a fever, Doctor. | El domingo tuvo fiebre, doctor.
Diego: She was shivering, and I measured almost thirty-nine degrees. | Estaba temblando, y le medí casi treinta y nueve grados.
Diego: She did not want to go to the hospital because she was afraid of waiting for hours. | No quiso ir al hospital porque tenía miedo de esperar horas.
Harris: I understand, but the next time please call us at once. | Entiendo, pero la próxima vez por favor llámennos de inmediato.
Harris: A fever together with this pain can come from an infection in the kidney. | La fiebre junto con este dolor puede venir de una infección en el riñón.
Harris: We can treat that well, but we should not wait. | Eso lo podemos tratar bien, pero no debemos esperar.
Carmen: Is it dangerous? | ¿Es peligroso?
Harris: It is not dangerous if we start today. | No es peligroso si empezamos hoy.
Harris: I would like you to have a blood test and a urine test this afternoon. | Quisiera que se haga un análisis de sangre y uno de orina esta tarde.
Harris: The laboratory is on the second floor, and you do not need an appointment. | El laboratorio está en el segundo piso y no necesita cita.
Diego: Does she have to come without having eaten? | ¿Tiene que venir en ayunas?
Harris: No, she can eat and drink as usual. | No, puede comer y beber como siempre.
Harris: Which medicines are you taking at the moment? | ¿Qué medicinas está tomando en este momento?
Carmen: I take a pill for my blood pressure in the morning and half a pill to sleep. | Tomo una pastilla para la presión por la mañana y media pastilla para dormir.
Carmen: When the pain is strong, I also take the ones my neighbor gave me. | Cuando el dolor es fuerte, tomo también las que me dio mi vecina.
~ Harris: Do you know the name of those pills? | ¿Sabe el nombre de esas pastillas?
Diego: I have the box here in my hand. | Tengo la caja aquí en la mano.
Diego: They are six hundred milligrams, and she takes three a day. | Son de seiscientos miligramos y toma tres al día.
Harris: Please stop taking them, because they can hurt your kidneys and raise your blood pressure. | Por favor deje de tomarlas, porque pueden dañar los riñones y subir la presión arterial.
Harris: I am going to give you something else for the pain. | Le voy a dar otra cosa para el dolor.
Carmen: All right, I am going to throw them away. | Está bien, las voy a tirar.
Harris: You also need an antibiotic, and because of your allergy I will choose one without penicillin. | También necesita un antibiótico, y por su alergia voy a elegir uno sin penicilina.
Harris: Take one pill every twelve hours for seven days. | Tome una pastilla cada doce horas durante siete días.
Harris: It is important that you finish the whole box, even if you feel better after three days. | Es importante que termine toda la caja, aunque se sienta mejor después de tres días.
Carmen: And can I take it together with my other medicine? | ¿Y puedo tomarla junto con mi otra medicina?
Harris: Yes, but wait two hours between them, and drink a lot of water. | Sí, pero espere dos horas entre una y otra, y beba mucha agua.
Diego: Which pharmacy are you going to send the prescription to? | ¿A qué farmacia va a enviar la receta?
Beth: I can send it to the pharmacy on your street, which is open until ten. | La puedo enviar a la farmacia de su calle, que está abierta hasta las diez.
Diego: Perfect, I will pick it up tonight. | Perfecto, la recojo esta noche.
Harris: I want to see you again in one week, and then we will look at the results together. | Quiero verla otra vez en una semana, y entonces revisaremos juntos los resultados.
Harris: If the fever comes back, or if you vomit, go to the emergency room immediately. | Si vuelve la fiebre, o si vomita, vaya a urgencias inmediatamente.
Carmen: Thank you, Doctor, now I feel calmer. | Gracias, doctor, ahora me siento más tranquila.
Beth: Your next appointment is on Tuesday at half past nine. | Su próxima cita es el martes a las nueve y media.
Diego: On Tuesday I work, but my sister can come with her. | El martes trabajo, pero mi hermana puede venir con ella.
Beth: That is fine, and we will send you a message the day before. | Está bien, y les enviaremos un mensaje el día anterior.
`,
});
