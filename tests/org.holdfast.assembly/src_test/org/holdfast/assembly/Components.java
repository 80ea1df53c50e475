// SPDX-License-Identifier: EPL-2.0
package org.holdfast.assembly;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/**
 * What the component runtime inside a framework says. Its classes belong to the bundles in there, not to this test, so
 * it is asked by reflection; states and fields are those of the OSGi Compendium, chapter 112.
 */
final class Components {
    private static final int SATISFIED = 4;

    private Components() {}

    /** Each component of ours that does not run, with what it misses or how it failed. */
    static List<String> unsatisfied(BundleContext context) throws ReflectiveOperationException {
        ServiceReference<?> reference =
                context.getServiceReference("org.osgi.service.component.runtime.ServiceComponentRuntime");
        Object runtime = context.getService(reference);
        Bundle[] ours = Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.holdfast."))
                .toArray(Bundle[]::new);
        Object described = call(runtime, "getComponentDescriptionDTOs", (Object) ours);
        List<String> wrong = new ArrayList<>();
        for (Object component : (Collection<?>) described) {
            for (Object configuration : (Collection<?>) call(runtime, "getComponentConfigurationDTOs", component)) {
                if ((int) field(configuration, "state") < SATISFIED) {
                    wrong.add(
                            field(component, "name") + " misses " + references(configuration) + failure(configuration));
                }
            }
        }
        return wrong;
    }

    private static List<Object> references(Object configuration) throws ReflectiveOperationException {
        Object references = field(configuration, "unsatisfiedReferences");
        List<Object> names = new ArrayList<>();
        for (int i = 0; i < Array.getLength(references); i++) {
            names.add(field(Array.get(references, i), "name"));
        }
        return names;
    }

    private static String failure(Object configuration) throws ReflectiveOperationException {
        Object failure = field(configuration, "failure");
        return failure == null ? "" : " " + failure;
    }

    private static Object field(Object dto, String name) throws ReflectiveOperationException {
        return dto.getClass().getField(name).get(dto);
    }

    private static Object call(Object target, String method, Object argument) throws ReflectiveOperationException {
        var found = Arrays.stream(target.getClass().getMethods())
                .filter(candidate -> candidate.getName().equals(method) && candidate.getParameterCount() == 1)
                .findFirst()
                .orElseThrow();
        found.setAccessible(true);
        return found.invoke(target, argument);
    }
}
