package io.obsagent.instrumentation.sample;

import io.obsagent.api.Call;
import io.obsagent.api.Hook;

/** Tells whether it was made for the loader of the class that it is called from. */
public class OwnLoaderHook implements Hook {

    @Override
    public void after(Call call) {
        boolean own = getClass().getClassLoader().getParent()
                == call.self().getClass().getClassLoader();
        call.replaceResult(own ? "own" : "another's");
    }
}
