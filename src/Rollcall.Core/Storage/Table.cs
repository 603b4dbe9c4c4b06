namespace Rollcall.Core.Storage;

/// <summary>A column of a <see cref="Table"/>.</summary>
public readonly record struct Column(string Name, ColumnType Type);

/// <summary>The shape of one account's table: its columns, its key after the account. It writes the statements that fetch, save and remove many rows at once.</summary>
/// <remarks>
/// The first column is always <c>account</c>, and every statement carries it. On PostgreSQL the rows of one call travel as arrays in one statement;
/// SQLite runs a prepared statement once a row. The meaning is the same, and no caller sees the difference.
/// </remarks>
public sealed class Table
{
    private readonly string[] _sqliteTarget;

    /// <summary>Describes a table.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="key">The columns of the primary key after <c>account</c>.</param>
    /// <param name="columns">All columns after <c>account</c>.</param>
    /// <param name="rowKey">True where the key is the globally unique <c>key</c>, which SQLite clusters by.</param>
    public Table(string name, string[] key, Column[] columns, bool rowKey = false)
    {
        Name = name;
        Columns = [new Column("account", ColumnType.Number), .. columns];
        Key = key;
        _sqliteTarget = rowKey ? key : ["account", .. key];
        Save = Upsert([.. Columns.Where(c => !Key.Contains(c.Name) && c.Name != "account").Select(c => $"{c.Name} = excluded.{c.Name}")]);
        Insert = Upsert(null);
        Remove = RemoveBy(key);
    }

    /// <summary>The table's name.</summary>
    public string Name { get; }

    /// <summary>All columns, <c>account</c> first; <see cref="Save"/> takes rows in this order.</summary>
    public IReadOnlyList<Column> Columns { get; }

    /// <summary>The key after <c>account</c>.</summary>
    public IReadOnlyList<string> Key { get; }

    /// <summary>Inserts rows, or replaces those with the same key.</summary>
    public RowStatement Save { get; }

    /// <summary>Inserts rows; a row with the same key is a constraint failure.</summary>
    public RowStatement Insert { get; }

    /// <summary>Removes rows by account and key.</summary>
    public RowStatement Remove { get; }

    /// <summary>The columns as a select list.</summary>
    public string SelectList => string.Join(", ", Columns.Select(c => c.Name));

    /// <summary>Inserts rows, or adds a column to what is there.</summary>
    public RowStatement Adding(string column) => Upsert([$"{column} = {Name}.{column} + excluded.{column}"]);

    /// <summary>Fetches all columns of the rows whose given columns have given values; rows of arguments are (account, values...).</summary>
    public RowStatement FetchBy(params string[] columns) => Fetch(columns, string.Empty);

    /// <summary>As <see cref="FetchBy"/>, with one more condition on the table, which is named <c>t</c>.</summary>
    public RowStatement Fetch(string[] columns, string condition)
    {
        var by = Typed(["account", .. columns]);
        var list = string.Join(", ", Columns.Select(c => "t." + c.Name));
        var sqlite = $"select {list} from {Name} t where {string.Join(" and ", by.Select((c, i) => $"t.{c.Name} = ${i + 1}"))}{condition}";
        var wanted = string.Join(", ", by.Select((c, i) => $"${i + 1}::{ArrayOf(c.Type)}"));
        var joined = string.Join(" and ", by.Select(c => $"t.{c.Name} = w.{c.Name}"));
        var postgres = $"select {list} from unnest({wanted}) as w({string.Join(", ", by.Select(c => c.Name))}) join {Name} t on {joined}{condition}";
        return new RowStatement(new Sql(sqlite, postgres), [.. by.Select(c => c.Type)]);
    }

    /// <summary>Sets some columns of rows that exist; rows of arguments are (account, key..., columns...).</summary>
    public RowStatement Update(params string[] columns)
    {
        var by = Typed(["account", .. Key]);
        var set = Typed(columns);
        Column[] all = [.. by, .. set];
        var sqliteSet = string.Join(", ", set.Select((c, i) => $"{c.Name} = ${by.Length + i + 1}"));
        var sqlite = $"update {Name} set {sqliteSet} where {string.Join(" and ", by.Select((c, i) => $"{c.Name} = ${i + 1}"))}";
        var wanted = string.Join(", ", all.Select((c, i) => $"${i + 1}::{ArrayOf(c.Type)}"));
        var postgresSet = string.Join(", ", set.Select(c => $"{c.Name} = w.{c.Name}"));
        var joined = string.Join(" and ", by.Select(c => $"t.{c.Name} = w.{c.Name}"));
        var postgres = $"update {Name} t set {postgresSet} from unnest({wanted}) as w({string.Join(", ", all.Select(c => c.Name))}) where {joined}";
        return new RowStatement(new Sql(sqlite, postgres), [.. all.Select(c => c.Type)]);
    }

    private RowStatement Upsert(string[]? updates)
    {
        var names = string.Join(", ", Columns.Select(c => c.Name));
        var sqlite = $"insert into {Name} ({names}) values ({string.Join(", ", Columns.Select((_, i) => $"${i + 1}"))})";
        var postgres = $"insert into {Name} ({names}) select * from unnest({string.Join(", ", Columns.Select((c, i) => $"${i + 1}::{ArrayOf(c.Type)}"))})";
        var action = updates is null ? string.Empty : updates.Length == 0 ? " do nothing" : $" do update set {string.Join(", ", updates)}";
        if (updates is not null)
        {
            sqlite += $" on conflict ({string.Join(", ", _sqliteTarget)}){action}";
            postgres += $" on conflict ({string.Join(", ", ["account", .. Key])}){action}";
        }

        return new RowStatement(new Sql(sqlite, postgres), [.. Columns.Select(c => c.Type)]);
    }

    /// <summary>Removes all rows whose given columns have given values.</summary>
    public RowStatement RemoveBy(params string[] columns)
    {
        var by = Typed(["account", .. columns]);
        var sqlite = $"delete from {Name} where {string.Join(" and ", by.Select((c, i) => $"{c.Name} = ${i + 1}"))}";
        var wanted = string.Join(", ", by.Select((c, i) => $"${i + 1}::{ArrayOf(c.Type)}"));
        var joined = string.Join(" and ", by.Select(c => $"t.{c.Name} = w.{c.Name}"));
        var postgres = $"delete from {Name} t using unnest({wanted}) as w({string.Join(", ", by.Select(c => c.Name))}) where {joined}";
        return new RowStatement(new Sql(sqlite, postgres), [.. by.Select(c => c.Type)]);
    }

    private Column[] Typed(string[] names) => [.. names.Select(n => Columns.First(c => c.Name == n))];

    /// <summary>The type of an array of values on PostgreSQL.</summary>
    internal static string ArrayOf(ColumnType type) => type switch
    {
        ColumnType.Number => "bigint[]",
        ColumnType.Text => "text[]",
        ColumnType.Bytes => "bytea[]",
        _ => "double precision[]",
    };
}

/// <summary>A statement over many rows of arguments: arrays on PostgreSQL, one execution a row on SQLite.</summary>
/// <param name="Sql">The two texts.</param>
/// <param name="Types">The type of each argument of a row.</param>
public sealed record RowStatement(Sql Sql, IReadOnlyList<ColumnType> Types);
