package io.obsagent.instrumentation.servlet.struts;

import com.opensymphony.xwork2.DefaultActionProxy;
import io.obsagent.api.Call;
import io.obsagent.api.Hook;
import io.obsagent.api.Operation;
import io.obsagent.api.Telemetry;
import io.obsagent.instrumentation.servlet.RouteTemplate;
import org.apache.struts2.ServletActionContext;
import org.apache.struts2.dispatcher.mapper.ActionMapping;

/**
 * When Struts 2 has found the configuration of a request's action: its name, which may have wildcards, stands for the action's
 * in the path. Actions that this one chains to, or that its page calls, are not what the path names and change nothing. Names no
 * type of the servlet API, so it serves Struts 2.3 to 7.
 */
public final class StrutsRouteHook implements Hook {

    @Override
    public void after(Call call) {
        Operation operation = Telemetry.get().currentServer();
        if (operation == null || call.thrown() != null) {
            return;
        }
        DefaultActionProxy action = call.self();
        Object mapping = action.getInvocation().getInvocationContext().get(ServletActionContext.ACTION_MAPPING);
        String extension = mapping == null ? null : ((ActionMapping) mapping).getExtension();
        String end = extension == null || extension.isEmpty() ? "" : "." + extension;
        operation.route(
                RouteTemplate.join(action.getNamespace(), action.getConfig().getName()) + end,
                RouteTemplate.join(action.getNamespace(), action.getActionName()) + end);
    }
}
