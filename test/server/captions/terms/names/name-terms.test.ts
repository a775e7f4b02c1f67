/**
 * Covers server/captions/terms/names/display-name.ts, server/captions/terms/names/words/name-words.ts,
 * server/captions/terms/names/shared-accounts.ts, server/captions/terms/names/words/shared-account-words.ts.
 */
import { describe, expect, it } from 'vitest';
import { nameTerms } from '../../../../../server/captions/terms/names/name-terms.ts';
import { protectedIn } from './protected-in.ts';

describe('an account that several people share', () => {
  it.each([
    ['Marketing', 'I think Marketing agrees.'],
    ['Acme Marketing', 'I think Acme Marketing agrees.'],
    ['Sales Team', 'We told the Sales Team and Sales.'],
    ['Room 4', 'We are in Room 4, the Room is cold.'],
    ['Berlin Office', 'Our Berlin Office says yes.'],
    ['iPhone', 'My iPhone is old.'],
    ['iPad (2)', 'An iPad is here.'],
    ['Samsung Galaxy S21', 'The Samsung Galaxy is new.'],
    ['DESKTOP-4F2K1', 'The Desktop is here.'],
    ['Admin', 'Ask Admin for it.'],
    ['Conference Room', 'In the Conference Room it is cold.'],
    ['Zoom Room', 'A Zoom Room is free.'],
    ['Zoom User', 'One Zoom User left.'],
    ['Reception', 'Please call Reception now.'],
    ['Guest 12', 'A Guest came.'],
    ['Host', 'Our Host is late.'],
    ['IT Support', 'Ask IT Support or Support.'],
    ['Grade 5B', 'All of Grade 5B came.'],
    ['Fireflies.ai Notetaker', 'The Notetaker writes, Fireflies too.'],
    ['Otter.ai', 'The Otter is swimming, an Otter.'],
    ['Mom', 'I told Mom.'],
    ["Mom's iPad", 'I told Mom.'],
    ['Salón 2', 'Estamos en el Salón 2, el Salón es frío.'],
    ['Sala de reuniones', 'Vamos a la Sala de reuniones.'],
    ['Recepción', 'Llame a Recepción.'],
    ['Salle B', 'Nous sommes en Salle B.'],
    ['Accueil', 'Demandez à Accueil.'],
    ['Konferenzraum Hamburg', 'Wir sind im Konferenzraum Hamburg.'],
    ['Salle Molière', 'Nous sommes en Salle Molière.'],
    ['3rd Floor', 'We are on the 3rd Floor.'],
    ['Empfang', 'Ich frage den Empfang.'],
    ['Sala de Reunião', 'Estamos na Sala de Reunião.'],
    ['会議室', '会議室に来てください'],
    ['会議室A', '会議室Aに来てください'],
    ['受付', '受付に聞いてください'],
    ['会议室 3', '请来会议室 3'],
    ['قاعة الاجتماعات', 'نحن في قاعة الاجتماعات'],
    ['الاستقبال', 'اسأل الاستقبال'],
    ['회의실', '회의실에 있습니다'],
    ['+1 415 555 0100', 'Call +1 415 555 0100.'],
    ['🎉🎉', 'Great 🎉🎉.'],
  ])('protects no word: %s', (name, text) => {
    expect(protectedIn(text, name)).toEqual([]);
  });

  it.each([
    ['Christopher Guest', 'We saw Christopher Guest.', ['Christopher Guest']],
    ['Anna Hall', 'I asked Hall and Anna.', ['Hall', 'Anna']],
    ['Ana Sala', 'I told Ana Sala.', ['Ana Sala']],
    ['Emma Chambers', 'I told Emma Chambers.', ['Emma Chambers']],
    ["John's iPad", 'I asked John about the iPad.', ['John']],
    ['iPad de Ana', 'I asked Ana.', ['Ana']],
    ['Annas iPhone', 'My iPhone is here.', []],
    ['Sales | Ana Ruiz', 'We told Sales and Ana Ruiz.', ['Ana Ruiz']],
    ['Room 4 - Ben', 'Our Room is full, says Ben.', ['Ben']],
  ])('is told from a person: %s', (name, text, found) => {
    expect(protectedIn(text, name)).toEqual(found);
  });
});

describe('the parts of a display name', () => {
  it.each([
    // Order and family names.
    ['Ruiz, Ana', 'I met Ana Ruiz, and Ana. Ana, can you?', ['Ana Ruiz', 'Ana', 'Ana']],
    ['Reed, April', 'April Reed starts in April.', ['April Reed']],
    ['Ruiz López, Ana María', 'We thank Ana María Ruiz López.', ['Ana María Ruiz López']],
    ['Ana Ruiz López', 'We thank Ana Ruiz and Ruiz López.', ['Ana Ruiz', 'Ruiz López']],
    ['April May Reed', 'I know April Reed and April May.', ['April Reed', 'April May']],
    ['RUIZ Ana', 'We thank Ana Ruiz.', ['Ana Ruiz']],
    ['April REED', 'We thank April Reed in April.', ['April Reed']],
    ['DUPONT Jean-Pierre', 'We thank Jean-Pierre Dupont.', ['Jean-Pierre Dupont']],
    // Particles.
    ['Ana de la Cruz', 'We thank Ana de la Cruz and Ms. de la Cruz.', ['Ana de la Cruz', 'de la Cruz']],
    [
      'Piet van der Berg',
      'I asked van der Berg, and Van der Berg said so.',
      ['van der Berg', 'Van der Berg'],
    ],
    ['Omar bin Said', 'We heard Omar bin Said.', ['Omar bin Said']],
    ['Huda al-Masri', 'I asked al-Masri and Huda Al-Masri.', ['al-Masri', 'Huda Al-Masri']],
    ['Chloé d’Arc', 'I asked d’Arc.', ['d’Arc']],
    // Initials.
    ['J. R. Ruiz', 'We thank J. R. Ruiz.', ['J. R. Ruiz']],
    ['April M. Reed', 'We thank April Reed and April M. Reed.', ['April Reed', 'April M. Reed']],
    ['Ana R.', 'We thank Ana now.', ['Ana']],
    // Brackets and quotes.
    ['April Reed (she/her)', 'We thank April Reed.', ['April Reed']],
    ['April Reed she/her', 'We thank April Reed.', ['April Reed']],
    ['April Reed [Acme]', 'We thank April Reed.', ['April Reed']],
    ['April Reed {Acme}', 'We thank April Reed.', ['April Reed']],
    ['April Reed (she/her', 'We thank April Reed.', ['April Reed']],
    ['(Acme) April Reed', 'We thank April Reed.', ['April Reed']],
    ['William "Bill" Reed', 'We thank William Reed, and Bill.', ['William Reed', 'Bill']],
    // Pictures.
    ['April Reed 🌸', 'We thank April Reed.', ['April Reed']],
    ['🇪🇸 April Reed', 'We thank April Reed.', ['April Reed']],
    ['1️⃣ April Reed', 'We thank April Reed.', ['April Reed']],
    // Companies.
    ['April Reed | Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed - Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed @ Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed @Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed/Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed · Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed: Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed, Acme', 'We thank April Reed.', ['April Reed']],
    ['April Reed, PhD', 'We thank April Reed.', ['April Reed']],
    ['April Reed PhD, MBA', 'We thank April Reed.', ['April Reed']],
    ['Dr. April Reed', 'We thank April Reed and Dr. April Reed.', ['April Reed', 'Dr. April Reed']],
    ['Herr Koch', 'We thank Koch.', ['Koch']],
    ['4B - April Reed', 'We thank April Reed.', ['April Reed']],
    ['April Reed 2', 'We thank April Reed.', ['April Reed']],
    // Two people, and logins.
    ['April & Ben', 'I told Ben in April.', ['Ben']],
    ['April Reed and Ben Hill', 'We thank Ben Hill and April Reed.', ['Ben Hill', 'April Reed']],
    ['april.reed', 'We thank April Reed.', ['April Reed']],
    ['april_reed', 'We thank April Reed.', ['April Reed']],
    ['佐藤 健（営業）', '佐藤健さんと営業', ['佐藤健']],
    ['محمد علي | Acme', 'قال محمد علي ذلك', ['محمد علي']],
  ])('are understood: %s', (name, text, found) => {
    expect(protectedIn(text, name)).toEqual(found);
  });

  it('are few, however long a name is', () => {
    const long = Array.from({ length: 24 }, (_, at) => `Name${String.fromCharCode(97 + at)}`).join(' ');
    expect(nameTerms(long).length).toBeLessThanOrEqual(40);
  });
});
