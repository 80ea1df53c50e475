// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.vectors;

import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.osgi.framework.Bundle;
import org.osgi.framework.ServiceReference;

/** References to services of a bundle whose entries are the files of a folder. */
final class Offered {
    private Offered() {}

    static ServiceReference<?> from(Path folder) {
        Bundle bundle = (Bundle) Proxy.newProxyInstance(
                Offered.class.getClassLoader(),
                new Class<?>[] {Bundle.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getEntry" -> entry(folder.resolve((String) arguments[0]));
                    case "toString" -> folder.getFileName().toString();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
        return (ServiceReference<?>) Proxy.newProxyInstance(
                Offered.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getBundle" -> bundle;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @SuppressWarnings("NullAway") // as the framework does for an entry that is not there
    private static Object entry(Path file) throws MalformedURLException {
        return Files.exists(file) ? file.toUri().toURL() : null;
    }
}
