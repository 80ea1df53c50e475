// SPDX-License-Identifier: EPL-2.0
package org.holdfast.framework;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Every bundle of ours starts in the framework, and every component of theirs finds what it refers to. */
class ComponentsTest {
    private final BundleContext context =
            FrameworkUtil.getBundle(ComponentsTest.class).getBundleContext();

    @Test
    void everyBundleIsActive() {
        List<String> idle = ours().filter(bundle -> bundle.getState() != Bundle.ACTIVE)
                .map(Bundle::getSymbolicName)
                .toList();
        assertEquals(List.of(), idle, "bundles that did not start");
    }

    @Test
    void everyComponentIsSatisfied() throws Exception {
        NodeHome.open(context);
        ServiceComponentRuntime runtime =
                context.getService(context.getServiceReference(ServiceComponentRuntime.class));
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        List<String> wrong = complaints(runtime);
        while (!wrong.isEmpty() && System.nanoTime() - end < 0) {
            TimeUnit.MILLISECONDS.sleep(20); // what needs the node may be told of it after this test was
            wrong = complaints(runtime);
        }
        assertEquals(List.of(), wrong, "components that do not start, with what they miss");
    }

    private List<String> complaints(ServiceComponentRuntime runtime) {
        List<ComponentDescriptionDTO> components = ours().flatMap(
                        bundle -> runtime.getComponentDescriptionDTOs(bundle).stream())
                .toList();
        return components.stream()
                .flatMap(component -> complaints(component, runtime.getComponentConfigurationDTOs(component).stream()))
                .toList();
    }

    private static Stream<String> complaints(
            ComponentDescriptionDTO component, Stream<ComponentConfigurationDTO> configurations) {
        return configurations.flatMap(configuration -> switch (configuration.state) {
            case ComponentConfigurationDTO.ACTIVE, ComponentConfigurationDTO.SATISFIED -> Stream.<String>empty();
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                Stream.of(component.name + ": " + configuration.failure);
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION ->
                Stream.of(component.name + ": needs configuration " + Arrays.toString(component.configurationPid));
            default ->
                Arrays.stream(configuration.unsatisfiedReferences)
                        .map(missing -> component.name + ": no service for " + reference(component, missing.name));
        });
    }

    private static String reference(ComponentDescriptionDTO component, String name) {
        return Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(name))
                .map(reference -> name + " (" + reference.interfaceName + ")")
                .findFirst()
                .orElse(name);
    }

    private Stream<Bundle> ours() {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> bundle.getSymbolicName().startsWith("org.holdfast."))
                .filter(bundle -> !bundle.getSymbolicName().endsWith(".cli"))
                .filter(bundle -> (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) == 0);
    }
}
