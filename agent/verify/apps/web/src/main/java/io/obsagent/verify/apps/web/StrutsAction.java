package io.obsagent.verify.apps.web;

/** Struts 2, as struts.xml maps it below {@code /actions}. */
public class StrutsAction {

    /** Its result answers. */
    public String execute() {
        return "success";
    }

    /** Fails. */
    public String broken() {
        throw new IllegalStateException("broken");
    }
}
