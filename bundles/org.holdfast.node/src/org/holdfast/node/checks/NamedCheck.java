// SPDX-License-Identifier: EPL-2.0
package org.holdfast.node.checks;

import org.apache.felix.hc.api.HealthCheck;

/** A health check and what it is called ({@code hc.name}). */
public record NamedCheck(String name, HealthCheck check) {}
