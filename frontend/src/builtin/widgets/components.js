// The components of widgets by their types. A type that is not known is left out, its properties that are not are ignored.
import { Badge, Divider, Icon, Image, Spacer } from './ornaments.js'
import { Button } from './button.js'
import { Card } from './card.js'
import { Chart } from './chart.js'
import { Checkbox, DatePicker, Input, Label, RadioGroup, Textarea } from './controls.js'
import { Basic, Box, Col, Form, Row, Transition } from './layout.js'
import { ListView, ListViewItem } from './list.js'
import { Select } from './select.js'
import { Table } from './table.js'
import { Caption, Markdown, Text, Title } from './text.js'
import { childrenOf } from './tree.js'

const COMPONENTS = {
  Badge,
  Basic,
  Box,
  Button,
  Caption,
  Card,
  Chart,
  Checkbox,
  Col,
  DatePicker,
  Divider,
  Form,
  Icon,
  Image,
  Input,
  Label,
  ListView,
  ListViewItem,
  Markdown,
  RadioGroup,
  Row,
  Select,
  Spacer,
  Table,
  Text,
  Textarea,
  Title,
  Transition,
}

/**
 * The element of a component, or null. `around` is what a component may need: `kit`, the `item`, `act(action, component, node,
 * values)`, and `live`, where it leaves its node and how its text grows, by its id.
 */
export function composed(component, around) {
  if (!component || !Object.hasOwn(COMPONENTS, component.type)) return null
  try {
    const made = COMPONENTS[component.type](component, around)
    const { node, append } = made instanceof Element ? { node: made } : made
    if (component.id) around.live?.set(component.id, { node, append })
    return node
  } catch (error) {
    around.kit.emit('log', { name: 'component.skipped', data: { type: component.type, message: error.message } })
    return null
  }
}

/** The elements of a component's children. */
export function inside(component, around) {
  return childrenOf(component)
    .map((child) => composed(child, around))
    .filter(Boolean)
}
