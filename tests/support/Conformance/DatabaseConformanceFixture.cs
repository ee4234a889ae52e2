using Ecommerce.Conformance.Fuzzing;
using Ecommerce.Testing;

namespace Ecommerce.Conformance;

/// <summary>A service with a database and a broker of its own, and an authority whose tokens it takes.</summary>
/// <param name="name">The service's name in the model, such as <c>order-service</c>.</param>
/// <param name="assembly">Its assembly's name, such as <c>Ecommerce.OrderService</c>.</param>
/// <param name="database">Its connection string's name, such as <c>orders</c>.</param>
/// <param name="server">What that is on; null: PostgreSQL.</param>
public abstract class DatabaseConformanceFixture(string name, string assembly, string database, IDatabaseServer? server = null)
    : ConformanceFixture
{
    private readonly IDatabaseServer store = server ?? new PostgresServer();
    private readonly BrokerServer broker = new();
    private TestTokens? tokens;

    /// <summary>The connection string of its database, for oracles that ask the database itself.</summary>
    public string Database { get; private set; } = "";

    /// <summary>Bootstrap servers.</summary>
    public string Broker => broker.ConnectionString;

    /// <summary>The authority.</summary>
    protected TestTokens Tokens => tokens ?? throw new InvalidOperationException("The authority is not started.");

    /// <inheritdoc/>
    protected override string? Missing => store.Missing;

    /// <summary>What the service needs besides its database, its broker and its authority.</summary>
    protected virtual IReadOnlyDictionary<string, string> OwnSettings => new Dictionary<string, string>();

    /// <summary>A path that its OpenAPI document describes.</summary>
    protected abstract string DescribedPath { get; }

    /// <inheritdoc cref="ServiceUnderTest.Protected"/>
    protected abstract ProtectedCall Protected { get; }

    /// <summary>Adds what the suite must know besides.</summary>
    protected abstract ServiceUnderTest Describe(ServiceUnderTest service);

    /// <inheritdoc/>
    public override async Task<IReadOnlyDictionary<string, string>> ContentsAsync()
        => store is PostgresServer ? await DatabaseContents.ReadAsync(Database) : await base.ContentsAsync();

    /// <inheritdoc/>
    protected override async Task<ServiceUnderTest> StartDependenciesAsync()
    {
        await Lifetimes.InitializeAllAsync(store, broker);
        tokens = await TestTokens.StartAsync();
        Database = await store.CreateDatabaseAsync();
        var connection = $"ConnectionStrings__{database}";
        return Describe(new ServiceUnderTest(name, assembly)
        {
            Environment = new Dictionary<string, string>(tokens.Environment.Concat(OwnSettings))
            {
                [connection] = Database,
                ["ConnectionStrings__kafka"] = Broker,
            },
            RequiredSetting = connection,
            DescribedPath = DescribedPath,
            Protected = Protected,
            Dependencies = [store, broker],
            Tokens = tokens,
        });
    }

    /// <inheritdoc/>
    protected override async Task StopDependenciesAsync()
    {
        await (tokens?.DisposeAsync() ?? default);
        await broker.DisposeAsync();
        await store.DisposeAsync();
    }
}
