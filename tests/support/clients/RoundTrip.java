import java.util.stream.Collectors;
import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.CaseworkApi;
import org.openapitools.client.api.ComplaintsApi;
import org.openapitools.client.api.ReportersApi;
import org.openapitools.client.model.ComplaintIn;
import org.openapitools.client.model.ModelCase;
import org.openapitools.client.model.NoteIn;
import org.openapitools.client.model.ReplyIn;

/** What a Java program does with the generated client: file, look up, take on, be refused, reply.
 *  Arguments: the address above /v1, an officer's key, the office. Prints one line of JSON. */
public class RoundTrip {
  static ApiClient client(String base, String header, String proof) {
    ApiClient client = new ApiClient();
    client.updateBaseUri(base);
    client.setRequestInterceptor(request -> { if (header != null) request.header(header, proof); });
    return client;
  }

  public static void main(String[] arguments) throws Exception {
    String base = arguments[0], key = arguments[1], office = arguments[2];
    ComplaintsApi anybody = new ComplaintsApi(client(base, null, null));
    var receipt = anybody.fileComplaint(new ComplaintIn()
        .text("Jalan poros di depan pasar berlubang sedalam lutut.")
        .category("jalan-rusak")
        .region("64.08.01.2001"), null);
    String number = receipt.getTrackingId();

    ModelCase found = anybody.trackComplaint(number, null, null);
    while (found.getStatus() != ModelCase.StatusEnum.ROUTED) {
      Thread.sleep(500);
      found = anybody.trackComplaint(number, null, null);
    }

    CaseworkApi casework = new CaseworkApi(client(base, "Authorization", "Bearer " + key));
    String version = "\"" + found.getVersion() + "\"";
    NoteIn note = new NoteIn().note("Tim survei turun besok.");
    var accepted = casework.acceptCase(office, number, version, "java-1", null, note);
    String refused = "taken twice";
    try {
      casework.acceptCase(office, number, version, "java-2", null, note);
    } catch (ApiException problem) {
      refused = problem.getResponseBody().replaceAll("(?s).*\"code\": ?\"(\\w+)\".*", "$1");
    }
    ModelCase replied = new ReportersApi(client(base, "Receipt-Secret", receipt.getSecret()))
        .replyToCase(number, new ReplyIn().text("Lubangnya bertambah dalam."), null, null);
    String kinds = replied.getTimeline().stream()
        .map(event -> "\"" + event.getKind() + "\"").collect(Collectors.joining(", ", "[", "]"));
    System.out.printf("{\"tracking_id\": \"%s\", \"accepted\": \"%s\", \"refused\": \"%s\", \"kinds\": %s}%n",
        number, accepted.getStatus(), refused, kinds);
  }
}
