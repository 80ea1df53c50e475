// SPDX-License-Identifier: EPL-2.0
/** How jars are read, the gate's hook, and the store's files. */
@NullMarked
package org.holdfast.plugins.internal;

import org.jspecify.annotations.NullMarked;
