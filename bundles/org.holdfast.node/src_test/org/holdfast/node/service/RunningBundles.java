// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.FrameworkWiring;

/** Bundles of a framework that is none: they have names, run, see each other, and may be wired to one another. */
final class RunningBundles {
    private final List<Bundle> all = new ArrayList<>();
    private final Map<Bundle, List<Bundle>> wired = new HashMap<>();

    private final Bundle framework = proxy(Bundle.class, (method, argument) -> wiring());

    Bundle run(String name, String version) {
        return install(name, version, Bundle.ACTIVE);
    }

    /** A bundle that does not run has no context of its own. */
    Bundle install(String name, String version, int state) {
        long id = all.size() + 1L;
        Bundle bundle = proxy(Bundle.class, (method, argument) -> switch (method) {
            case "getSymbolicName" -> name;
            case "getVersion" -> new Version(version);
            case "getBundleId" -> id;
            case "getState" -> state;
            case "toString" -> name;
            case "hashCode" -> (int) id;
            case "getBundleContext" -> throw new AssertionError("who does not run has none");
            default -> throw new UnsupportedOperationException(method);
        });
        all.add(bundle);
        return bundle;
    }

    /** One is wired to the other, so that it stops with it. */
    void wire(Bundle dependent, Bundle to) {
        wired.computeIfAbsent(to, none -> new ArrayList<>()).add(dependent);
    }

    BundleContext context() {
        return proxy(BundleContext.class, (method, argument) -> switch (method) {
            case "getBundles" -> all.toArray(Bundle[]::new);
            case "getBundle" -> framework;
            default -> throw new UnsupportedOperationException(method);
        });
    }

    private FrameworkWiring wiring() {
        return proxy(FrameworkWiring.class, (method, argument) -> {
            Bundle root = (Bundle) ((Iterable<?>) argument).iterator().next();
            List<Bundle> closure = new ArrayList<>(wired.getOrDefault(root, List.of()));
            closure.add(root);
            return closure;
        });
    }

    /** A reference to a service of a bundle. */
    static <T> ServiceReference<T> service(Bundle bundle) {
        return new Installed<>(bundle);
    }

    private interface Answer {
        Object to(String method, Object argument);
    }

    private static <T> T proxy(Class<T> type, Answer answer) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> method.getName().equals("equals")
                        ? proxy == arguments[0]
                        : answer.to(method.getName(), arguments == null ? type : arguments[0])));
    }
}
