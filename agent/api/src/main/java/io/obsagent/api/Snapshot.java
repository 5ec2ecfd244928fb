package io.obsagent.api;

/** What was current where work was handed over, to be made current where it runs. Immutable, usable by any thread. */
public interface Snapshot {

    /** Makes the captured context current on the calling thread. */
    Scope activate();
}
