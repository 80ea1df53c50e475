// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.service;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.holdfast.plugins.BundleGate;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Components of plug-ins whose activation failed, as sentences. */
record FailedComponents(BundleContext context, ServiceComponentRuntime runtime, BundleGate gate)
        implements Supplier<List<String>> {
    @Override
    public List<String> get() {
        return Stream.of(context.getBundles())
                .filter(bundle -> bundle.getState() == Bundle.ACTIVE && !gate.isProduct(bundle))
                .flatMap(bundle -> runtime.getComponentDescriptionDTOs(bundle).stream())
                .flatMap(this::failures)
                .toList();
    }

    /** The first line says what was thrown; the rest is a stack trace, which the log has. */
    private Stream<String> failures(ComponentDescriptionDTO component) {
        return runtime.getComponentConfigurationDTOs(component).stream()
                .filter(each -> each.state == ComponentConfigurationDTO.FAILED_ACTIVATION)
                .map(each -> "The component " + component.name + " of " + component.bundle.symbolicName
                        + " does not activate: "
                        + each.failure.lines().findFirst().orElse(""));
    }
}
