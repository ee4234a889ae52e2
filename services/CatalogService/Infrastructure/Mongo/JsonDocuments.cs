using System.Globalization;
using System.Text.Json;
using MongoDB.Bson;

namespace Ecommerce.CatalogService.Infrastructure.Mongo;

/// <summary>JSON as BSON and back. A number is a decimal that keeps its zeros: 49.90 stays 49.90.</summary>
internal static class JsonDocuments
{
    public static BsonDocument ToBson(JsonElement json)
        => [.. json.EnumerateObject().Select(member => new BsonElement(member.Name, Value(member.Value)))];

    public static byte[] ToJson(BsonValue bson)
    {
        using var json = new MemoryStream();
        using (var writer = new Utf8JsonWriter(json))
            Write(writer, bson);
        return json.ToArray();
    }

    private static BsonValue Value(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Object => ToBson(json),
        JsonValueKind.Array => new BsonArray(json.EnumerateArray().Select(Value)),
        JsonValueKind.String => new BsonString(json.GetString()),
        JsonValueKind.Number => new BsonDecimal128(new Decimal128(json.GetDecimal())),
        JsonValueKind.True => BsonBoolean.True,
        JsonValueKind.False => BsonBoolean.False,
        _ => BsonNull.Value,
    };

    private static void Write(Utf8JsonWriter writer, BsonValue value)
    {
        switch (value)
        {
            case BsonDocument document:
                writer.WriteStartObject();
                foreach (var element in document)
                {
                    writer.WritePropertyName(element.Name);
                    Write(writer, element.Value);
                }

                writer.WriteEndObject();
                break;
            case BsonArray array:
                writer.WriteStartArray();
                foreach (var item in array)
                    Write(writer, item);
                writer.WriteEndArray();
                break;
            case BsonDecimal128 number:
                writer.WriteNumberValue(decimal.Parse(number.Value.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture));
                break;
            case BsonString text:
                writer.WriteStringValue(text.Value);
                break;
            case BsonBoolean flag:
                writer.WriteBooleanValue(flag.Value);
                break;
            default:
                writer.WriteNullValue();
                break;
        }
    }
}
