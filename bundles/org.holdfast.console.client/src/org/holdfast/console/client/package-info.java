// SPDX-License-Identifier: EPL-2.0
/**
 * Talks to the control API of a node on this machine (docs/control-api.md), for programs with windows: start with
 * {@link org.holdfast.console.client.NodeLink}, which knows whether the node can be asked and asks again until it can, and
 * {@link org.holdfast.console.client.ControlClient}, which asks. Nothing here knows of widgets.
 */
@NullMarked
package org.holdfast.console.client;

import org.jspecify.annotations.NullMarked;
