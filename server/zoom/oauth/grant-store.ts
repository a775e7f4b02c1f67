/** Port: OAuth grants by Zoom user id. `sealed` is ciphertext; the store never sees a token. */
export interface GrantStore {
  save(uid: string, sealed: string): Promise<void>;
  find(uid: string): Promise<string | undefined>;
  delete(uid: string): Promise<void>;
}
