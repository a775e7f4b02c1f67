import { writtenMeeting } from '../meeting.ts';

/** A biology lesson over video, in Spanish. */
export const classroom = writtenMeeting({
  name: 'classroom',
  speakers: { Elena: 'es', Mateo: 'es', Sofía: 'es', Andrés: 'es' },
  terms: {
    photosynthesis: 'fotosíntesis',
    'leaf/leaves': 'hoja/hojas',
    'root/roots': 'raíz/raíces',
    oxygen: 'oxígeno',
    'carbon dioxide': 'dióxido de carbono',
    light: 'luz',
    'experiment/experiments': 'experimento/experimentos',
    'sugar/sugars': 'azúcar/azúcares',
  },
  script: `
Elena: Good morning, please open your books at page forty-two. | Buenos días, por favor abran sus libros en la página cuarenta y dos.
Elena: Today we are going to talk about photosynthesis. | Hoy vamos a hablar de la fotosíntesis.
Elena: Who remembers what we said last week about plants? | ¿Quién recuerda lo que dijimos la semana pasada sobre las plantas?
Sofía: We said that plants do not eat like animals. | Dijimos que las plantas no comen como los animales.
Sofía: They make their own food with the light of the sun. | Fabrican su propio alimento con la luz del sol.
Elena: Very good, that is exactly the idea. | Muy bien, esa es exactamente la idea.
Elena: A plant needs three things to make its food. | Una planta necesita tres cosas para fabricar su alimento.
Elena: It needs water, it needs light, and it needs a gas that is in the air. | Necesita agua, necesita luz y necesita un gas que está en el aire.
~ Mateo: Is it oxygen, teacher? | ¿Es el oxígeno, profesora?
Elena: No, Mateo, but that is a very common mistake. | No, Mateo, pero es un error muy común.
Elena: The gas is called carbon dioxide, and it is the same one that we let out when we breathe. | El gas se llama dióxido de carbono, y es el mismo que nosotros soltamos al respirar.
Elena: The plant takes it in through very small holes that are under the leaves. | La planta lo toma por unos agujeros muy pequeños que están debajo de las hojas.
Andrés: And where does the water come in? | ¿Y por dónde entra el agua?
Elena: The water comes in through the roots and goes up through the stem. | El agua entra por las raíces y sube por el tallo.
Elena: In a tall tree it can go up more than fifty meters. | En un árbol alto puede subir más de cincuenta metros.
Andrés: How can it go up so high without a pump? | ¿Cómo puede subir tan alto sin una bomba?
Elena: That is an excellent question, and we will answer it next month. | Esa es una excelente pregunta, y la vamos a responder el próximo mes.
Elena: For now, remember that the leaves lose water, and that pulls the water up from below. | Por ahora, recuerden que las hojas pierden agua, y eso jala el agua desde abajo.
Elena: Sofía, can you read the second paragraph aloud? | Sofía, ¿puedes leer el segundo párrafo en voz alta?
Sofía: Inside the leaves there is a green substance that catches the light. | Dentro de las hojas hay una sustancia verde que atrapa la luz.
Sofía: With that energy the plant turns water and carbon dioxide into sugar. | Con esa energía la planta convierte el agua y el dióxido de carbono en azúcar.
Sofía: The oxygen that is left over goes out into the air. | El oxígeno que sobra sale al aire.
Elena: Thank you, you read very clearly. | Gracias, leíste muy claro.
Elena: So what would happen if there were no plants? | Entonces, ¿qué pasaría si no hubiera plantas?
Mateo: There would be no oxygen, and we could not breathe. | No habría oxígeno y no podríamos respirar.
Mateo: We would not have anything to eat either, because animals also eat plants. | Tampoco tendríamos nada que comer, porque los animales también comen plantas.
Elena: Both things are right. | Las dos cosas son correctas.
Elena: That is why we say that photosynthesis keeps life on our planet. | Por eso decimos que la fotosíntesis mantiene la vida en nuestro planeta.
Andrés: Teacher, does a plant also make sugar at night? | Profesora, ¿una planta también fabrica azúcar por la noche?
Elena: What do you think? | ¿Tú qué crees?
Andrés: I think not, because at night there is no light. | Creo que no, porque por la noche no hay luz.
Elena: Correct, at night the plant only uses the sugar that it stored during the day. | Correcto, por la noche la planta solo usa el azúcar que guardó durante el día.
~ Sofía: My grandmother says that you should not sleep with plants in the room. | Mi abuela dice que no se debe dormir con plantas en el cuarto.
Elena: Many people say that, but the amount is so small that it is not a problem. | Mucha gente dice eso, pero la cantidad es tan pequeña que no es un problema.
Elena: Your brother uses much more air than a plant. | Tu hermano gasta mucho más aire que una planta.
Elena: Now we are going to prepare the experiment for this week. | Ahora vamos a preparar el experimento de esta semana.
Elena: Each of you needs two small plants and a cardboard box. | Cada uno de ustedes necesita dos plantas pequeñas y una caja de cartón.
Elena: You put one plant next to the window and the other one inside the box. | Pongan una planta junto a la ventana y la otra dentro de la caja.
Elena: Water both of them every day with the same amount of water. | Rieguen las dos todos los días con la misma cantidad de agua.
Mateo: How much water do we have to use? | ¿Cuánta agua tenemos que usar?
Elena: Half a cup is enough. | Media taza es suficiente.
Elena: Every afternoon you write down the color of the leaves and the height of the plant. | Cada tarde anoten el color de las hojas y la altura de la planta.
Elena: In ten days you will compare both plants and explain what happened. | En diez días van a comparar las dos plantas y explicar qué pasó.
Sofía: Can we take photos instead of drawing? | ¿Podemos tomar fotos en lugar de dibujar?
Elena: You can take photos, but I also want at least one drawing of the roots. | Pueden tomar fotos, pero también quiero por lo menos un dibujo de las raíces.
Andrés: I do not have any plants at home. | Yo no tengo plantas en mi casa.
Andrés: Can I do the experiment with beans? | ¿Puedo hacer el experimento con frijoles?
Elena: Of course, beans are perfect because they grow fast. | Por supuesto, los frijoles son perfectos porque crecen rápido.
Elena: Put them on wet cotton for three days before you begin. | Ponlos sobre algodón mojado tres días antes de empezar.
~ Mateo: And if the plant in the box dies? | ¿Y si se muere la planta de la caja?
Elena: It is not going to die in ten days, but it will turn yellow. | No se va a morir en diez días, pero se va a poner amarilla.
Elena: That is part of the experiment, so do not worry. | Eso es parte del experimento, así que no se preocupen.
Elena: For the exam you have to know the three things that the plant takes and the two that it produces. | Para el examen tienen que saber las tres cosas que la planta toma y las dos que produce.
Sofía: When is the exam? | ¿Cuándo es el examen?
Elena: It is on the fifteenth, after the holidays. | Es el día quince, después de las vacaciones.
Elena: We will have a review lesson the day before. | Vamos a tener una clase de repaso el día anterior.
Mateo: Will there be questions about the experiment? | ¿Va a haber preguntas sobre el experimento?
Elena: Yes, there will be two, and whoever did the work will find them easy. | Sí, va a haber dos, y a quien hizo el trabajo le van a parecer fáciles.
Elena: If you have any doubts, write to me before Friday. | Si tienen dudas, escríbanme antes del viernes.
Elena: See you next week, and do not forget to water your plants. | Nos vemos la próxima semana, y no olviden regar sus plantas.
`,
});
