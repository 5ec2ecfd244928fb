package sample;

/** Loaded before anything is woven. */
public class Early {

    public void nothing() {}
}
