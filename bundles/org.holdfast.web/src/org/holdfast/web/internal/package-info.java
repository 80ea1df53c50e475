// SPDX-License-Identifier: EPL-2.0
/**
 * The control API: HTTP on the loopback address, a bearer token, one JSON object per line. Start with {@link
 * org.holdfast.web.internal.Routes}; {@link org.holdfast.web.internal.ControlServer} guards the door.
 */
@NullMarked
package org.holdfast.web.internal;

import org.jspecify.annotations.NullMarked;
