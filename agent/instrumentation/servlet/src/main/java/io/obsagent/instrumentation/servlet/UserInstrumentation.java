package io.obsagent.instrumentation.servlet;

import io.obsagent.api.Instrumentation;
import io.obsagent.api.Weaving;

/**
 * The users of servlets, where {@code http.user} asks for the principal or an attribute of the session. Servlets are woven for
 * it in any case, before the configuration is read: else the first requests would have no user.
 */
public final class UserInstrumentation implements Instrumentation {

    @Override
    public String name() {
        return "servlet-user";
    }

    @Override
    public void weave(Weaving weaving) {
        weaving.alias("javax.servlet", "jakarta.servlet");
        weaving.types("javax.servlet.http.HttpServlet")
                .methods("service(javax.servlet.ServletRequest, javax.servlet.ServletResponse)")
                .with(UserHook.class);
    }
}
