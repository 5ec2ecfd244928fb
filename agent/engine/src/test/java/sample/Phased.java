package sample;

import java.util.concurrent.Phaser;

/** A subclass of a class of the JDK that is woven by its name. */
public class Phased extends Phaser {

    @Override
    public String toString() {
        return super.toString();
    }
}
