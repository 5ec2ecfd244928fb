package sample;

import java.util.concurrent.locks.StampedLock;

/** As {@link Phased}, of another class. */
public class Stamped extends StampedLock {

    @Override
    public String toString() {
        return super.toString();
    }
}
