namespace Aspire.Hosting.ApplicationModel;

/// <summary>A MongoDB server.</summary>
/// <param name="name">Its name.</param>
/// <param name="userName">Its root user; <c>admin</c> where it is missing.</param>
/// <param name="password">The root user's password.</param>
public class MongoDBServerResource(string name, ParameterResource? userName, ParameterResource password)
    : ContainerResource(name), IResourceWithConnectionString
{
    private const string DefaultUserName = "admin", AuthenticationDatabase = "admin", AuthenticationMechanism = "SCRAM-SHA-256";

    /// <summary>Where it listens.</summary>
    public EndpointReference PrimaryEndpoint => new(this, "tcp");

    /// <summary>The root user's password.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <summary>The root user.</summary>
    public ReferenceExpression UserNameReference
        => userName is null ? ReferenceExpression.Create($"{DefaultUserName}") : ReferenceExpression.Create($"{userName}");

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => ConnectionString(null);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties() => Properties(null);

    internal ReferenceExpression ConnectionString(string? database)
    {
        var uri = new ReferenceExpressionBuilder();
        uri.AppendLiteral("mongodb://");
        if (userName is null)
            uri.AppendLiteral(DefaultUserName);
        else
            uri.Append($"{userName:uri}");
        uri.Append($":{PasswordParameter:uri}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}/{database:uri}");
        uri.AppendLiteral($"?authSource={AuthenticationDatabase}&authMechanism={AuthenticationMechanism}");
        return uri.Build();
    }

    internal IEnumerable<KeyValuePair<string, ReferenceExpression>> Properties(string? database) =>
    [
        new("Host", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Host)}")),
        new("Port", ReferenceExpression.Create($"{PrimaryEndpoint.Property(EndpointProperty.Port)}")),
        new("Username", UserNameReference),
        new("Password", ReferenceExpression.Create($"{PasswordParameter}")),
        new("AuthenticationDatabase", ReferenceExpression.Create($"{AuthenticationDatabase}")),
        new("AuthenticationMechanism", ReferenceExpression.Create($"{AuthenticationMechanism}")),
        new("Uri", ConnectionString(database)),
    ];
}

/// <summary>A database of a MongoDB server.</summary>
/// <param name="name">Its name in the model.</param>
/// <param name="databaseName">Its name on the server.</param>
/// <param name="parent">The server.</param>
public class MongoDBDatabaseResource(string name, string databaseName, MongoDBServerResource parent)
    : Resource(name), IResourceWithParent<MongoDBServerResource>, IResourceWithConnectionString
{
    /// <summary>The server.</summary>
    public MongoDBServerResource Parent { get; } = parent;

    /// <summary>Its name on the server.</summary>
    public string DatabaseName { get; } = databaseName;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression => Parent.ConnectionString(DatabaseName);

    IEnumerable<KeyValuePair<string, ReferenceExpression>> IResourceWithConnectionString.GetConnectionProperties()
        => [.. Parent.Properties(DatabaseName), new("DatabaseName", ReferenceExpression.Create($"{DatabaseName}"))];
}
