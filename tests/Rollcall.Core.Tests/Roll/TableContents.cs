using Rollcall.Core.Storage;

namespace Rollcall.Core.Tests.Roll;

/// <summary>Every row of every table and every entry of every index as text, by its key.</summary>
internal sealed record TableContents(Dictionary<string, string> Rows, HashSet<string> Entries)
{
    private const string SqliteTables = """
        select m.name,
          (select group_concat('quote(' || p.name || ')', ' || ''|'' || ') from pragma_table_info(m.name) p where p.pk > 0),
          (select group_concat('quote(' || p.name || ')', ' || ''|'' || ') from pragma_table_info(m.name) p)
        from sqlite_master m where m.type = 'table' and m.name not like 'sqlite_%' and exists (select 1 from pragma_table_info(m.name) p where p.pk > 0)
        """;

    // The primary key of a table without rowid is the table itself.
    private const string SqliteIndexes = """
        select m.name, l.name,
          (select group_concat('quote(' || i.name || ')', ' || ''|'' || ') from pragma_index_info(l.name) i),
          coalesce((select case when instr(s.sql, ' where ') > 0 then substr(s.sql, instr(s.sql, ' where ') + 7) end from sqlite_master s where s.name = l.name), 'true')
        from sqlite_master m, pragma_index_list(m.name) l where m.type = 'table' and not (l.origin = 'pk' and m.sql like '%without rowid%')
        """;

    private const string PostgresTables = """
        select t.relname::text, (select string_agg('(' || pg_get_indexdef(x.indexrelid, k, true) || ')::text', ' || ''|'' || ') from generate_series(1, x.indnkeyatts::int) k), 'r::text'
        from pg_index x join pg_class t on t.oid = x.indrelid join pg_namespace n on n.oid = t.relnamespace where n.nspname = current_schema() and x.indisprimary
        """;

    private const string PostgresIndexes = """
        select t.relname::text, i.relname::text,
          (select string_agg('coalesce((' || pg_get_indexdef(x.indexrelid, k, true) || ')::text, ''~'')', ' || ''|'' || ') from generate_series(1, x.indnkeyatts::int) k),
          coalesce(pg_get_expr(x.indpred, x.indrelid), 'true')
        from pg_index x join pg_class t on t.oid = x.indrelid join pg_class i on i.oid = x.indexrelid join pg_namespace n on n.oid = t.relnamespace where n.nspname = current_schema()
        """;

    public static async Task<TableContents> ReadAsync(Store store, string engine) => await store.ReadAsync(
        async (session, ct) =>
        {
            var (rows, entries, keys) = (new Dictionary<string, string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal), new Dictionary<string, string>(StringComparer.Ordinal));
            foreach (var (table, key, row) in await session.QueryAsync(new Sql(engine == "sqlite" ? SqliteTables : PostgresTables), [], static r => (r.GetString(0), r.GetString(1), r.GetString(2)), ct))
            {
                keys.Add(table, key);
                foreach (var (k, text) in await session.QueryAsync(new Sql($"select {key}, {row} from {table} r"), [], static r => (r.GetString(0), r.GetString(1)), ct))
                {
                    rows.Add($"{table}|{k}", text);
                }
            }

            foreach (var (table, index, value, where) in await session.QueryAsync(
                new Sql(engine == "sqlite" ? SqliteIndexes : PostgresIndexes), [], static r => (r.GetString(0), r.GetString(1), r.GetString(2), r.GetString(3)), ct))
            {
                entries.UnionWith(await session.QueryAsync(new Sql($"select {value} || '>' || {keys[table]} from {table} where {where}"), [], r => $"{index}|{r.GetString(0)}", ct));
            }

            return new TableContents(rows, entries);
        },
        TestContext.Current.CancellationToken);

    /// <summary>The rows that are new, gone or other than before, and the entries that came or went.</summary>
    public (List<string> Rows, List<string> Entries) Since(TableContents before)
    {
        var rows = Rows.Where(row => before.Rows.GetValueOrDefault(row.Key) != row.Value).Select(static row => row.Key + " " + row.Value)
            .Concat(before.Rows.Keys.Where(key => !Rows.ContainsKey(key))).ToList();
        return (rows, [.. Entries.Except(before.Entries), .. before.Entries.Except(Entries)]);
    }
}
