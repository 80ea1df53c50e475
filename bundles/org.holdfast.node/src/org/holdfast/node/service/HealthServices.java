// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.holdfast.node.checks.NamedCheck;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;

/**
 * The node's health checks as services of the framework, and all such services that there are: plug-ins may bring some of
 * their own. Thread-safe.
 */
final class HealthServices implements AutoCloseable {
    private static final String TAG = "holdfast";

    private final BundleContext context;
    private final List<ServiceRegistration<HealthCheck>> registered = new ArrayList<>();

    HealthServices(BundleContext context, List<NamedCheck> own) {
        this.context = context;
        own.forEach(each ->
                registered.add(context.registerService(HealthCheck.class, each.check(), properties(each.name()))));
    }

    private static Dictionary<String, Object> properties(String name) {
        Dictionary<String, Object> properties = new Hashtable<>();
        properties.put(HealthCheck.NAME, name);
        properties.put(HealthCheck.TAGS, new String[] {TAG});
        return properties;
    }

    /** Those that are there at this moment. */
    List<NamedCheck> all() {
        return references().stream().map(this::check).toList();
    }

    private Collection<ServiceReference<HealthCheck>> references() {
        try {
            return context.getServiceReferences(HealthCheck.class, null);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException("no filter was given", e);
        }
    }

    /** Asked for and given back around each execution, so that none is held when its bundle leaves. */
    private NamedCheck check(ServiceReference<HealthCheck> reference) {
        Object name = reference.getProperty(HealthCheck.NAME);
        String called = name instanceof String text ? text : "service-" + reference.getProperty("service.id");
        return new NamedCheck(called, () -> {
            HealthCheck check = context.getService(reference);
            if (check == null) {
                return new Result(Result.Status.TEMPORARILY_UNAVAILABLE, "It is being replaced.");
            }
            try {
                return check.execute();
            } finally {
                context.ungetService(reference);
            }
        });
    }

    @Override
    public void close() {
        registered.forEach(ServiceRegistration::unregister);
        registered.clear();
    }
}
