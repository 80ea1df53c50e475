// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.lang.reflect.Proxy;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.Version;

/** A reference to a service outside the framework. */
final class Installed<T> implements ServiceReference<T> {
    private static final AtomicInteger NEXT = new AtomicInteger();
    private final int number = NEXT.incrementAndGet();
    private final @Nullable Bundle bundle;

    Installed() {
        this.bundle = null;
    }

    Installed(Bundle bundle) {
        this.bundle = bundle;
    }

    /** A service of a bundle that has nothing but a name, a number and a version. */
    Installed(String name, Version version) {
        this.bundle = (Bundle) Proxy.newProxyInstance(
                Bundle.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getSymbolicName" -> name;
                    case "getVersion" -> version;
                    case "getBundleId" -> (long) number;
                    case "hashCode" -> number;
                    case "equals" -> proxy == arguments[0];
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Override
    @SuppressWarnings("NullAway") // as the framework does for a property that is not there
    public Object getProperty(String key) {
        return null;
    }

    @Override
    public String[] getPropertyKeys() {
        return new String[0];
    }

    @Override
    @SuppressWarnings("NullAway") // as the framework does for a service whose bundle is gone
    public Bundle getBundle() {
        return bundle;
    }

    @Override
    public Bundle[] getUsingBundles() {
        return new Bundle[0];
    }

    @Override
    public boolean isAssignableTo(Bundle bundle, String className) {
        return true;
    }

    @Override
    public int compareTo(Object other) {
        return Integer.compare(((Installed<?>) other).number, number);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return number;
    }

    @Override
    public Dictionary<String, Object> getProperties() {
        return new Hashtable<>();
    }

    @Override
    public <A> A adapt(Class<A> type) {
        throw new UnsupportedOperationException("no adapting");
    }
}
