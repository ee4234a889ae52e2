namespace Aspire.Hosting.ApplicationModel;

/// <summary>An Elasticsearch server.</summary>
/// <param name="name">Its name.</param>
/// <param name="password">The password of its superuser, <c>elastic</c>.</param>
public class ElasticsearchResource(string name, ParameterResource password) : ContainerResource(name), IResourceWithConnectionString
{
    /// <summary>Where it listens for clients.</summary>
    public EndpointReference PrimaryEndpoint => new(this, "http");

    /// <summary>The superuser's password.</summary>
    public ParameterResource PasswordParameter { get; } = password;

    /// <inheritdoc />
    public ReferenceExpression ConnectionStringExpression
        => ReferenceExpression.Create($"http://elastic:{PasswordParameter}@{PrimaryEndpoint.Property(EndpointProperty.HostAndPort)}");
}
