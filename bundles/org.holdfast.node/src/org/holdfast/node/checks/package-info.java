// SPDX-License-Identifier: EPL-2.0
/**
 * How the node's parts are: rules that judge facts ({@link org.holdfast.node.checks.Rules}), the services of Apache
 * Felix Health Checks that ask them ({@link org.holdfast.node.checks.SubsystemCheck}), and who runs these ({@link
 * org.holdfast.node.checks.Checkup}).
 */
@NullMarked
package org.holdfast.node.checks;

import org.jspecify.annotations.NullMarked;
