// SPDX-License-Identifier: EPL-2.0
/**
 * The node as an OSGi component: its settings, the providers it borrows, and the parts that make it up. Start with
 * {@link org.holdfast.node.service.NodeComponent}.
 */
@NullMarked
package org.holdfast.node.service;

import org.jspecify.annotations.NullMarked;
