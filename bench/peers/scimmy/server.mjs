// SCIMMY (github.com/scimmyjs) over a store in memory, to be probed by `rollcall probe`. The store does what SCIMMY leaves
// to its host: ids, times, unique names, groups of a user, members of deleted users. PORT (0 = any) and SCIM_TOKEN come from the environment.
import { randomUUID } from "node:crypto";
import express from "express";
import SCIMMY from "scimmy";
import SCIMMYRouters from "scimmy-routers";

const token = process.env.SCIM_TOKEN ?? "peer-token-for-the-probe";
const users = new Map();
const groups = new Map();
const { Error: ScimError } = SCIMMY.Types;

function found(store, id) {
  const entry = store.get(id);
  if (!entry) throw new ScimError(404, null, `There is no resource ${id}.`);
  return entry;
}

function withGroups(user) {
  const mine = [...groups.values()].filter((group) => (group.members ?? []).some((member) => member.value === user.id));
  return mine.length === 0 ? user : { ...user, groups: mine.map((group) => ({ value: group.id, display: group.displayName, type: "direct" })) };
}

function save(store, resource, data, isTaken) {
  const before = resource.id ? found(store, resource.id) : undefined;
  const id = resource.id ?? randomUUID();
  if (isTaken && [...store.values()].some((other) => other.id !== id && isTaken(other, data))) {
    throw new ScimError(409, "uniqueness", "The userName is taken by another user.");
  }

  const now = new Date().toISOString();
  const { schemas, meta, ...attributes } = JSON.parse(JSON.stringify(data));
  const entry = { ...attributes, id, meta: { created: before?.meta.created ?? now, lastModified: now } };
  store.set(id, entry);
  return entry;
}

function read(store, resource, shape) {
  if (resource.id) return shape(found(store, resource.id));
  const all = [...store.values()].map(shape);
  return resource.filter ? resource.filter.match(all) : all;
}

SCIMMY.Resources.declare(SCIMMY.Resources.User.extend(SCIMMY.Schemas.EnterpriseUser))
  .ingress((resource, data) => withGroups(save(users, resource, data, (other, mine) => other.userName.toLowerCase() === mine.userName?.toLowerCase())))
  .egress((resource) => read(users, resource, withGroups))
  .degress((resource) => {
    found(users, resource.id);
    users.delete(resource.id);
    for (const group of groups.values()) group.members = (group.members ?? []).filter((member) => member.value !== resource.id);
  });

SCIMMY.Resources.declare(SCIMMY.Resources.Group)
  .ingress((resource, data) => save(groups, resource, data))
  .egress((resource) => read(groups, resource, (group) => group))
  .degress((resource) => {
    found(groups, resource.id);
    groups.delete(resource.id);
  });

const app = express();
app.use("/scim/v2", new SCIMMYRouters({
  type: "bearer",
  handler: (request) => {
    if (request.header("Authorization") !== `Bearer ${token}`) throw new Error("The bearer token is missing or unknown.");
    return "probe";
  },
}));

const server = app.listen(Number(process.env.PORT ?? 0), "127.0.0.1", () => console.log(`http://127.0.0.1:${server.address().port}/scim/v2`));
