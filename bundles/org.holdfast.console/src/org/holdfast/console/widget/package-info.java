// SPDX-License-Identifier: EPL-2.0
/** Widgets and what they have in common: colours, pictures, tables with many rows, questions to nodes off the UI thread. */
@NullMarked
package org.holdfast.console.widget;

import org.jspecify.annotations.NullMarked;
