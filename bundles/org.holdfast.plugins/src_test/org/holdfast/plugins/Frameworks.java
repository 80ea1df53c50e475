// SPDX-License-Identifier: EPL-2.0
package org.holdfast.plugins;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.stream.Stream;
import org.osgi.framework.launch.FrameworkFactory;

/**
 * The frameworks on the class path, each in a class loader of its own. Equinox has classes of Felix in it, under its
 * signature, and Felix the same ones without; the JVM does not take both into one package.
 */
final class Frameworks {
    private static final String SERVICE = "META-INF/services/org.osgi.framework.launch.FrameworkFactory";

    private Frameworks() {}

    static FrameworkFactory find(String factory) {
        try {
            for (URL url : Collections.list(Frameworks.class.getClassLoader().getResources(SERVICE))) {
                if (text(url).contains(factory)) {
                    URL jar = ((JarURLConnection) url.openConnection()).getJarFileURL();
                    return (FrameworkFactory) new Apart(jar)
                            .loadClass(factory)
                            .getDeclaredConstructor()
                            .newInstance();
                }
            }
            throw new IllegalStateException("no " + factory + " is on the class path");
        } catch (IOException | ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(URL url) throws IOException {
        try (InputStream in = url.openStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Shares with the tests what they speak with the framework, and nothing else. */
    private static final class Apart extends URLClassLoader {
        Apart(URL jar) {
            super(new URL[] {jar}, Frameworks.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            synchronized (getClassLoadingLock(name)) {
                boolean shared = Stream.of("java", "org.osgi.framework.", "org.osgi.resource.", "org.osgi.dto.")
                        .anyMatch(name::startsWith);
                Class<?> known = findLoadedClass(name);
                if (known != null || shared) {
                    return known != null ? known : super.loadClass(name, resolve);
                }
                try {
                    return findClass(name);
                } catch (ClassNotFoundException e) {
                    return super.loadClass(name, resolve);
                }
            }
        }
    }
}
